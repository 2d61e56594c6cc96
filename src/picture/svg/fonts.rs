//! The letters for the words of drawings.

use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb::{Database, Family, Query};

/// The system's fonts, looked for when the first drawing has words.
pub fn of_system() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let find = || {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        let has = |fonts: &Database, family| {
            let families = &[family];
            let query = Query {
                families,
                ..Query::default()
            };
            fonts.query(&query).is_some()
        };
        // Words in any letters are better than none.
        let usual = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Helvetica"];
        let usual = usual
            .into_iter()
            .find(|name| has(&fonts, Family::Name(name)));
        let first = || Some(fonts.faces().next()?.families.first()?.0.clone());
        if let Some(name) = usual.map(str::to_owned).or_else(first) {
            if !has(&fonts, Family::SansSerif) {
                fonts.set_sans_serif_family(name.clone());
            }
            if !has(&fonts, Family::Serif) {
                fonts.set_serif_family(name.clone());
            }
            if !has(&fonts, Family::Monospace) {
                fonts.set_monospace_family(name);
            }
        }
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(find))
}
