//! Addresses against what the generators themselves made.

use super::*;

/// A row of a table: the source and the address that the generator gave it.
struct Row {
    source: String,
    address: String,
}

fn rows(table: &Path, keep: impl Fn(&[&str]) -> bool) -> Vec<Row> {
    let text = fs::read_to_string(table).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("source\t"));
    let cells = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    cells
        .filter(|cells| keep(cells))
        .map(|cells| Row {
            source: cells[0].to_owned(),
            address: cells[1].to_owned(),
        })
        .collect()
}

/// What differs between a blog's posts and the rows; `prefix` is where the sources lie.
fn differences(blog: &Blog, rows: &[Row], prefix: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for row in rows {
        let path = format!("{prefix}{}", row.source);
        match blog.post(&path) {
            Some(post) if post.address == row.address => {}
            Some(post) => wrong.push(format!("{path}: {}, wanted {}", post.address, row.address)),
            None => wrong.push(format!("{path} is no post, wanted {}", row.address)),
        }
    }
    wrong
}

fn is_post_or_document(cells: &[&str]) -> bool {
    cells[0].contains("_posts/") || cells[0].starts_with("_notes/")
}

#[test]
fn jekylls_synthetic_tables_match() {
    let Some(folder) = shared("corpus/permalinks") else {
        return;
    };
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder.join("synthetic-configs")).unwrap() {
        let config = entry.unwrap().path();
        let name = config.file_stem().unwrap().to_str().unwrap().to_owned();
        let site = tempfile::tempdir().unwrap();
        copy(&folder.join("synthetic-src"), site.path());
        fs::copy(&config, site.path().join("_config.yml")).unwrap();
        let blog = Blog::open(site.path(), Options::default()).unwrap();
        let rows = rows(
            &folder.join(format!("synthetic-{name}.tsv")),
            is_post_or_document,
        );
        count += rows.len();
        wrong.extend(
            differences(&blog, &rows, "")
                .iter()
                .map(|line| format!("{name}: {line}")),
        );
        assert_eq!(blog.posts().len(), rows.len(), "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, 29 * 46);
}

#[test]
fn real_jekyll_blogs_match() {
    let Some(folder) = shared("corpus") else {
        return;
    };
    for (name, prefix) in [
        ("avyfain", ""),
        ("jekyll-docs", "docs/"),
        ("mojombo", ""),
        ("poole", ""),
        ("mzlogin", ""),
        ("ruby-lang", ""),
    ] {
        let site = folder.join("blogs").join(name).join(prefix);
        let blog = Blog::open(&site, Options::default()).unwrap();
        let table = folder.join(format!("permalinks/{name}.tsv"));
        let rows = rows(&table, |cells| {
            cells[3] == "posts" || cells[3] == "wiki" || cells[3] == "fragments"
        });
        let wrong = differences(&blog, &rows, "");
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
        assert_eq!(blog.posts().len(), rows.len(), "{name}");
    }
}

#[test]
fn hugos_synthetic_tables_match() {
    let Some(folder) = shared("corpus/permalinks") else {
        return;
    };
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder.join("hugo-configs")).unwrap() {
        let config = entry.unwrap().path();
        let name = config.file_stem().unwrap().to_str().unwrap().to_owned();
        let site = tempfile::tempdir().unwrap();
        copy(
            &folder.join("hugo-synthetic/src"),
            &site.path().join("content"),
        );
        fs::copy(&config, site.path().join("hugo.toml")).unwrap();
        let blog = Blog::open(site.path(), Options::default()).unwrap();
        let table = folder.join(format!("hugo-{name}.tsv"));
        let rows = rows(&table, |cells| cells[3] == "page" && cells[0].contains('/'));
        count += rows.len();
        wrong.extend(
            differences(&blog, &rows, "content/")
                .iter()
                .map(|line| format!("{name}: {line}")),
        );
        // One more than in the table: Hugo keeps the page that says `list: never` to itself.
        assert_eq!(blog.posts().len(), rows.len() + 1, "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, 11 * 45 + 49);
}

#[test]
fn real_hugo_blogs_match() {
    let Some(folder) = shared("corpus") else {
        return;
    };
    for name in ["burntsushi", "jvns"] {
        let blog = Blog::open(&folder.join("blogs").join(name), everything()).unwrap();
        let table = folder.join(format!("permalinks/hugo-real-{name}.tsv"));
        // The table has a few posts that are not among the files at hand.
        let content = folder.join("blogs").join(name).join("content");
        let rows = rows(&table, |cells| {
            cells[0].starts_with("post/") && content.join(cells[0]).exists()
        });
        assert_eq!(blog.posts().len(), rows.len(), "{name}");
        let wrong = differences(&blog, &rows, "content/");
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    }
}
