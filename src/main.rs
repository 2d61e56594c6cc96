//! byline, a terminal reader for blogs.

use std::process::ExitCode;

fn main() -> ExitCode {
    byline::cli::main()
}
