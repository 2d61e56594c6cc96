//! Whatever is written: every reader of others' words is given inputs made from good and hostile
//! ones, and has to hold what it promises.
//!
//! With the other tests each target runs for a moment. For longer:
//!
//! ```sh
//! BYLINE_FUZZ_SECONDS=600 cargo test --release --test fuzz -- --ignored --nocapture long::heads
//! ```
//!
//! An input that goes wrong is made small, printed, and written to a file; `BYLINE_FUZZ_SEED` with
//! the number that is printed makes it again. It then becomes a line in `findings`.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on says so"
)]

mod findings;
mod mutate;
mod promises;
mod run;
mod seeds;
mod site;
#[path = "../support/mod.rs"]
mod support;
mod targets;

use run::{Length, run};

macro_rules! targets {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                run(&targets::$name(Length::Short), Length::Short);
            }
        )*

        mod long {
            use super::{Length, run, targets};

            $(
                #[test]
                #[ignore = "it takes minutes"]
                fn $name() {
                    run(&targets::$name(Length::Long), Length::Long);
                }
            )*
        }
    };
}

targets! {
    heads
    settings
    templates
    markdown
    rst
    html
    words
    layout
    links
    queries
    configuration
}
