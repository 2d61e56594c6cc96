use std::time::Instant;

use proptest::prelude::*;

use super::{subscript, superscript, to_unicode};

#[test]
fn formulas_read_as_a_careful_writer_types_them() {
    for (tex, expected) in [
        ("x", "x"),
        ("a^2+b^2=c^2", "a² + b² = c²"),
        (r"E = mc^2", "E = mc²"),
        (r"\alpha + \beta \leq \Gamma", "α + β ≤ Γ"),
        (r"x_{i+1}", "xᵢ₊₁"),
        (r"x_i^2", "xᵢ²"),
        (r"x_w", "x_w"),
        (r"x_{max}", "xₘₐₓ"),
        (r"x^{a/b + q}", "x^(a/b+q)"),
        (r"e^{i\pi} + 1 = 0", "e^(iπ) + 1 = 0"),
        (r"f'(x)", "f′(x)"),
        (r"\frac{1}{2}", "½"),
        (r"\frac12 x", "½x"),
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{a+b}{2}", "(a + b)/2"),
        (r"\frac{1}{2a}", "1/(2a)"),
        (r"2\frac{a}{b}c", "2(a/b)c"),
        (
            r"x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}",
            "x = (−b ± √(b² − 4ac))/(2a)",
        ),
        (
            r"x = {-b \pm \sqrt{b^2-4ac} \over 2a}.",
            "x = (−b ± √(b² − 4ac))/(2a).",
        ),
        (r"\sqrt{2}", "√2"),
        (r"\sqrt[3]{x+1}", "³√(x + 1)"),
        (r"\sum_{i=1}^n i", "∑ᵢ₌₁ⁿ i"),
        (r"\int_0^\infty e^{-x}\,dx", "∫₀^∞ e⁻ˣ dx"),
        (r"\lim_{x \to 0} f(x)", "lim_(x→0) f(x)"),
        (r"\sin x + \cos(y)", "sin x + cos(y)"),
        (r"O(n \log n)", "O(n log n)"),
        (r"\mathbb{R}^n", "ℝⁿ"),
        (r"\mathcal{L}", "ℒ"),
        (r"\mathbf{x}", "𝐱"),
        (r"\mathrm{d}x", "dx"),
        (r"\hat{x}", "x̂"),
        (r"\bar{x}", "x̅"),
        (r"\vec{v}", "v⃗"),
        (r"a \in A \subseteq B", "a ∈ A ⊆ B"),
        (r"a \not= b", "a ≠ b"),
        (r"a \notin b \ne c", "a ∉ b ≠ c"),
        (r"\forall x \exists y", "∀x∃y"),
        (r"A \Rightarrow B \iff C", "A ⇒ B ⟺ C"),
        (r"\{1, 2, \dots, n\}", "{1, 2, …, n}"),
        (r"\left( \frac{a}{b} \right)^2", "(a/b)²"),
        (r"\text{if } x > 0", "if x > 0"),
        (r"90^\circ", "90°"),
        (r"\aleph _{0}", "ℵ₀"),
        (r"n!", "n!"),
        (r"-1", "−1"),
        (r"a = -b", "a = −b"),
        (r"a \times b \cdot c", "a × b ⋅ c"),
        (r"\lfloor x \rfloor", "⌊x⌋"),
        (r"|x|", "|x|"),
        (r"|-x| - 1", "|−x| − 1"),
        (
            r"\frac{dy}{dx} = \frac{\partial f}{\partial x}",
            "dy/dx = ∂f/∂x",
        ),
        (r"a\ b", "a b"),
        (r"\TeX", "TeX"),
        (r"x_{\text{max}, i}", "x_(max,i)"),
        (
            r"contrast\ ratio = { L_1 + 0.05 \over L_2 + 0.05 }",
            "contrast ratio = (L₁ + 0.05)/(L₂ + 0.05)",
        ),
    ] {
        assert_eq!(to_unicode(tex).as_deref(), Some(expected), "{tex}");
    }
}

#[test]
fn rows_are_lines() {
    assert_eq!(
        to_unicode(r"\begin{aligned} a &= b + c \\ d &= e \end{aligned}").as_deref(),
        Some("a = b + c\nd = e")
    );
    assert_eq!(
        to_unicode(r"A = \begin{pmatrix} 1 & 20 \\ 3 & 4 \end{pmatrix}").as_deref(),
        Some("A = ⎛1  20⎞\n    ⎝3  4 ⎠")
    );
    assert_eq!(
        to_unicode(r"|x| = \begin{cases} x & x \ge 0 \\ -x & x < 0 \end{cases}").as_deref(),
        Some("|x| = ⎧x   x ≥ 0\n      ⎩−x  x < 0")
    );
    assert_eq!(
        to_unicode(r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} \begin{bmatrix} 3 \\ 4 \end{bmatrix}")
            .as_deref(),
        Some("[1; 2][3; 4]")
    );
}

#[test]
fn what_cannot_be_said_stays_tex() {
    for tex in [
        "",
        " ",
        r"\nosuchname",
        r"\frac{a}",
        "{",
        r"\def\a{b}\a",
        r"\ce{H2O}",
        "a & b",
    ] {
        assert_eq!(to_unicode(tex), None, "{tex}");
    }
}

#[test]
fn scripts_turn_whole_or_not_at_all() {
    assert_eq!(superscript("n+1").as_deref(), Some("ⁿ⁺¹"));
    assert_eq!(superscript("th").as_deref(), Some("ᵗʰ"));
    assert_eq!(superscript("2Q"), None);
    assert_eq!(subscript("10").as_deref(), Some("₁₀"));
    assert_eq!(subscript("2b"), None);
    assert_eq!(superscript("").as_deref(), Some(""));
}

#[test]
fn hostile_formulas_take_bounded_time_and_stack() {
    let begin = Instant::now();
    for piece in [
        "{",
        "}",
        "{}",
        "^",
        "_",
        "x^",
        "x^{",
        r"\frac",
        r"\frac{",
        r"\sqrt{",
        r"\left(",
        r"\hat ",
        r"\relax ",
        "%\n",
        r"\not",
        r"\over ",
        r"{\over ",
        r"\begin{matrix}",
        "&",
        r"\\",
        "'",
        r"\text{",
        r"\color{red}",
        r"\limits",
        r"\mathbf ",
        " ",
        r"\begin{aligned} a &",
    ] {
        for count in [10, 500, 5000] {
            to_unicode(&piece.repeat(count.min(4096 / piece.len())));
        }
    }
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}

/// What formulas are made of, well and badly.
const PIECES: &[&str] = &[
    "a",
    "1",
    "+",
    "=",
    "-",
    ",",
    "(",
    ")",
    "[",
    "]",
    "|",
    "{",
    "}",
    "{a}",
    "{b+c}",
    "^",
    "_",
    "'",
    "&",
    r"\\",
    " ",
    "%",
    "#",
    "$",
    "~",
    "é",
    "🎉",
    "\n",
    r"\frac",
    r"\sqrt",
    r"\sqrt[3]",
    r"\sum",
    r"\int",
    r"\limits",
    r"\lim",
    r"\alpha",
    r"\mathbb",
    r"\mathbf",
    r"\bf",
    r"\hat",
    r"\overline",
    r"\underbrace",
    r"\overset",
    r"\stackrel",
    r"\left(",
    r"\right)",
    r"\left.",
    r"\right|",
    r"\middle|",
    r"\big(",
    r"\Bigg|",
    r"\begin{matrix}",
    r"\end{matrix}",
    r"\begin{cases}",
    r"\end{cases}",
    r"\begin{aligned}",
    r"\end{aligned}",
    r"\hline",
    r"\begin{array}{c|c}",
    r"\end{array}",
    r"\text",
    r"\mathrm",
    r"\operatorname",
    r"\quad",
    r"\,",
    r"\!",
    r"\hspace{1em}",
    r"\kern",
    r"\color{red}",
    r"\not",
    r"\binom",
    r"\over ",
    r"\displaystyle",
    r"\tag{1}",
    r"\label{a}",
    r"\char",
    r"\substack",
    r"\cancel",
    r"\phantom",
    r"\rule{1em}{2em}",
    r"\relax",
    r"\bmod",
    r"\pmod",
    r"\xrightarrow",
    r"\dots",
    r"\ldots",
    r"\",
    r"\{",
    r"\}",
    r"\#",
    r"\verb",
    r"\genfrac",
    r"\above",
    r"\sideset",
    r"\mathop",
    r"\begingroup",
    r"\endgroup",
    r"\begin",
    r"\end",
    r"\prescript",
    r"\hphantom",
    r"\raise1em",
    "\u{a0}",
    "\u{3000}",
    "\t",
    r"\kern1em",
    r"\hspace{1em",
    r"\textcolor{#a0ff00}",
    r"\color{#",
    r"\begin{alignat}{2}",
    r"\begin{subarray}{c}",
    r"\begin{matrix*}[l]",
    r"\\[1em]",
    r"\\[",
    r"\above1pt ",
    r"\genfrac(){1pt}{1}",
    r"\operatorname*",
    r"\mkern1mu",
];

fn pieces() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES);
    prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_panics(tex in pieces()) {
        if let Some(text) = to_unicode(&tex) {
            prop_assert!(!text.trim().is_empty());
            prop_assert!(text.chars().all(|sign| sign != char::from(0)));
        }
    }

    #[test]
    fn arbitrary_text_does_not_panic(tex in r"[ -~]{0,40}") {
        to_unicode(&tex);
    }
}
