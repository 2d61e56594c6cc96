//! Tokens as pictures: beneath each line of code a line that says what its letters are.

use std::fmt::Write as _;

use super::*;
use crate::limits;

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
    insta::assert_snapshot!(picture("rust", code), @r##"
    #[derive(Debug)]
    nnnnnnnnnnnnnnnn
    fn f(x: &str) -> u32 {
    kk f. . .kkk. .. kkk .
        let y = Some(1.5); // c
        kkk   . tttt.111.. ####
        println!("{y}\n");
        ffffffff.scccccs..
    }
    .
    "##);
}

#[test]
fn python() {
    let code = "@dec(1)\ndef f(a, b=None):\n    \"\"\"doc\"\"\"\n    return f\"x {a}\" and not a.b(1)\nclass A(B): pass\n";
    insta::assert_snapshot!(picture("python", code), @r##"
    @dec(1)
    nnnnn1n
    def f(a, b=None):
    kkk f. .  .cccc..
        """doc"""
        #########
        return f"x {a}" and not a.b(1)
        kkkkkk sss . .s kkk kkk  .f.1.
    class A(B): pass
    kkkkk t.t.. kkkk
    "##);
}

#[test]
fn javascript() {
    let code = "const a = (x) => { return `b ${x}`; } // c\nfoo.bar(1, null);\n";
    insta::assert_snapshot!(picture("js", code), @r##"
    const a = (x) => { return `b ${x}`; } // c
    kkkkk f . . . ..   kkkkkk ss .. .s.   ####
    foo.bar(1, null);
       .fff 1  cccc .
    "##);
}

#[test]
fn html_and_css() {
    let code =
        "<!-- c --><a href=\"x\">t &amp; u</a>\n<style>a.b { color: #fff; width: 10px }</style>\n";
    insta::assert_snapshot!(picture("html", code), @r##"
    <!-- c --><a href="x">t &amp; u</a>
    ###### ###.n nnnn.sss.  ccccc  ..n.
    <style>a.b { color: #fff; width: 10px }</style>
    .nnnnn.nnn . nnnnn. cccc. nnnnn. 1111 ...nnnnn.
    "##);
}

#[test]
fn keys_and_values() {
    insta::assert_snapshot!(picture("json", "{\"a\": [1, true, \"x\\n\"]}\n"), @r##"
    {"a": [1, true, "x\n"]}
    .nnn. .1. cccc. ssccs..
    "##);
    insta::assert_snapshot!(picture("yaml", "key: \"v\" # c\nlist:\n  - 3\n"), @r##"
    key: "v" # c
    nnn. sss ###
    list:
    nnnn.
      - 3
      . 1
    "##);
    insta::assert_snapshot!(picture("toml", "[a.b]\nkey = 'v'\nn = 3\n"), @r##"
    [a.b]
    .h.h.
    key = 'v'
    nnn . sss
    n = 3
    n . 1
    "##);
}

#[test]
fn markdown() {
    let code = "# Head\n*a* **b** [l](http://x) `c`\n";
    insta::assert_snapshot!(picture("markdown", code), @r##"
    # Head
    h hhhh
    *a* **b** [l](http://x) `c`
    iii bbbbb . ..ssssssss. sss
    "##);
}

#[test]
fn sql_and_php_without_its_tag() {
    insta::assert_snapshot!(picture("sql", "SELECT a FROM t WHERE b = 'x' AND c IS NULL; -- c\n"), @r##"
    SELECT a FROM t WHERE b = 'x' AND c IS NULL; -- c
    kkkkkk   kkkk   kkkkk   . sss kkk   kk cccc  ####
    "##);
    insta::assert_snapshot!(picture("php", "$a = strlen(\"a $x\");\n"), @r##"
    $a = strlen("a $x");
       . ffffff.ss   s..
    "##);
}

#[test]
fn differences_with_and_without_their_name() {
    let code = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@ fn\n same\n-out\n+in\n";
    insta::assert_snapshot!(picture("diff", code), @r##"
    --- a/x
    @@@@@@@
    +++ b/x
    @@@@@@@
    @@ -1,2 +1,2 @@ fn
    @@ @@@@@@@@@ @@ @@
     same

    -out
    ----
    +in
    +++
    "##);
    for name in ["", "patch"] {
        assert_eq!(picture(name, code), picture("diff", code), "{name}");
    }
}

#[test]
fn what_is_typed_at_a_prompt_is_read_and_what_comes_of_it_is_not() {
    let code = "$ echo \"$HOME\" | \\\n  grep -v if\nif this is output\nme@host:~$ ls # all\n";
    insta::assert_snapshot!(picture("console", code), @r##"
    $ echo "$HOME" | \
    $ ffff s     s . .
      grep -v if
      ffff nn
    if this is output

    me@host:~$ ls # all
    $$$$$$$$$$ ff #####
    "##);
    assert_eq!(picture("bash", code), picture("console", code));
    assert_eq!(picture("", code), picture("console", code));
}

#[test]
fn a_session_with_python() {
    let code = ">>> for x in y:\n...     \"\"\"a\n... b\"\"\"\nfor output\n>>> 1\n1\n";
    insta::assert_snapshot!(picture("pycon", code), @r##"
    >>> for x in y:
    $$$ kkk   kk  .
    ...     """a
    $$$     ####
    ... b"""
    $$$ ####
    for output

    >>> 1
    $$$ 1
    1
    "##);
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let long = "x".repeat(limits::code::LINE + 1);
    let code = format!("let a;\n\"{long}\nlet b;\n");
    let found = highlight("rust", &code).unwrap_or_default();
    let starts: Vec<u32> = found.iter().map(|stretch| stretch.start).collect();
    let after = code.find("let b").unwrap_or_default() as u32;
    assert_eq!(starts, [0, 5, after, after + 5]);
}

#[test]
fn a_block_that_is_too_long_stays_plain() {
    let line = "fn f() {}\n";
    let within = line.repeat(limits::code::BYTES / line.len());
    assert!(highlight("rust", &within).is_some_and(|found| found.len() > 25_000));
    assert_eq!(highlight("rust", &format!("{within}{line}")), None);
}

#[test]
fn stretches_are_in_order_lie_on_letters_and_never_cross_a_line() {
    let text = "é“x” 日本 = {'ü': \t1} # ça\r\n<a b=\"ñ\">\n\n\u{301}\n`";
    for language in [
        "rust", "py", "js", "html", "bash", "md", "console", "diff", "yaml", "tex",
    ] {
        let mut last = 0;
        for Stretch { start, end, .. } in highlight(language, text).unwrap_or_default() {
            let words = text.get(start as usize..end as usize).unwrap_or_default();
            assert!(last <= start && start < end, "{language}");
            assert!(
                !words.is_empty() && !words.contains('\n'),
                "{language}: {words:?}"
            );
            last = end;
        }
    }
}
