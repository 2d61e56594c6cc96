//! Tokens as pictures: beneath each line of code a line that says what its letters are.

use std::fmt::Write as _;

use super::*;

/// The letter that stands for a token.
fn letter(token: Token) -> char {
    match token {
        Token::Keyword => 'k',
        Token::Type => 't',
        Token::Function => 'f',
        Token::Name => 'n',
        Token::String => 's',
        Token::Number => '1',
        Token::Constant => 'c',
        Token::Comment => '#',
        Token::Punctuation => '.',
        Token::Heading => 'h',
        Token::Strong => 'b',
        Token::Emphasis => 'i',
        Token::Inserted => '+',
        Token::Deleted => '-',
        Token::Meta => '@',
        Token::Prompt => '$',
    }
}

fn picture(language: &str, code: &str) -> String {
    let Some(stretches) = highlight(language, code) else {
        return "plain".to_owned();
    };
    let mut picture = String::new();
    for line in lines(code) {
        let text = line.text.trim_end_matches('\n');
        let marks: String = text
            .char_indices()
            .map(|(index, _)| {
                let at = (line.at + index) as u32;
                let found = stretches
                    .iter()
                    .find(|stretch| (stretch.start..stretch.end).contains(&at));
                found.map_or(' ', |stretch| letter(stretch.token))
            })
            .collect();
        let _ = writeln!(picture, "{text}\n{}", marks.trim_end());
    }
    picture
}

#[test]
fn rust() {
    let code = "#[derive(Debug)]\nfn f(x: &str) -> u32 {\n    let y = Some(1.5); // c\n    println!(\"{y}\\n\");\n}\n";
    insta::assert_snapshot!(picture("rust", code), @"");
}

#[test]
fn python() {
    let code = "@dec(1)\ndef f(a, b=None):\n    \"\"\"doc\"\"\"\n    return f\"x {a}\" and not a.b(1)\nclass A(B): pass\n";
    insta::assert_snapshot!(picture("python", code), @"");
}

#[test]
fn javascript() {
    let code = "const a = (x) => { return `b ${x}`; } // c\nfoo.bar(1, null);\n";
    insta::assert_snapshot!(picture("js", code), @"");
}

#[test]
fn html_and_css() {
    let code = "<!-- c --><a href=\"x\">t &amp; u</a>\n<style>a.b { color: #fff; width: 10px }</style>\n";
    insta::assert_snapshot!(picture("html", code), @"");
}

#[test]
fn keys_and_values() {
    insta::assert_snapshot!(picture("json", "{\"a\": [1, true, \"x\\n\"]}\n"), @"");
    insta::assert_snapshot!(picture("yaml", "key: \"v\" # c\nlist:\n  - 3\n"), @"");
    insta::assert_snapshot!(picture("toml", "[a.b]\nkey = 'v'\nn = 3\n"), @"");
}

#[test]
fn markdown() {
    let code = "# Head\n*a* **b** [l](http://x) `c`\n";
    insta::assert_snapshot!(picture("markdown", code), @"");
}

#[test]
fn sql_and_php_without_its_tag() {
    insta::assert_snapshot!(picture("sql", "SELECT a FROM t WHERE b = 'x' AND c IS NULL; -- c\n"), @"");
    insta::assert_snapshot!(picture("php", "$a = strlen(\"a $x\");\n"), @"");
}

#[test]
fn differences_with_and_without_their_name() {
    let code = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@ fn\n same\n-out\n+in\n";
    insta::assert_snapshot!(picture("diff", code), @"");
    for name in ["", "patch"] {
        assert_eq!(picture(name, code), picture("diff", code), "{name}");
    }
}

#[test]
fn what_is_typed_at_a_prompt_is_read_and_what_comes_of_it_is_not() {
    let code = "$ echo \"$HOME\" | \\\n  grep -v if\nif this is output\nme@host:~$ ls # all\n";
    insta::assert_snapshot!(picture("console", code), @"");
    assert_eq!(picture("bash", code), picture("console", code));
    assert_eq!(picture("", code), picture("console", code));
}

#[test]
fn a_session_with_python() {
    let code = ">>> for x in y:\n...     \"\"\"a\n... b\"\"\"\nfor output\n>>> 1\n1\n";
    insta::assert_snapshot!(picture("pycon", code), @"");
}
