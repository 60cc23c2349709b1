//! A survey as long as any that a person would answer, with routing throughout.

use std::fmt::Write as _;

pub const QUESTIONS: usize = 500;
const A_PAGE: usize = 5;
const A_SECTION: usize = 50;

/// The definition file of a survey of so many questions.
pub fn survey(key: &str, questions: usize) -> String {
    let mut text = format!(
        "key = \"{key}\"\nversion = 1\ntitle = \"Long\"\nlanguage = \"en-GB\"\nminutes = 60\n"
    );
    let all: Vec<usize> = (0..questions).collect();
    for (number, section) in all.chunks(A_SECTION).enumerate() {
        text += &format!("\n[[sections]]\ntitle = \"Part {}\"\npages = [\n", number + 1);
        for page in section.chunks(A_PAGE) {
            let named: Vec<_> = page.iter().map(|number| format!("\"q{number}\"")).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {{ questions = [{}] }},", named.join(", "));
        }
        text += "]\n";
    }
    all.into_iter().fold(text, |text, number| text + &question(number))
}

/// One of each kind in turn. The first of a page decides about those after it.
fn question(number: usize) -> String {
    let first = number - number % A_PAGE;
    let kind = match number % A_PAGE {
        0 => {
            "kind = \"single\"\noptions = [\n  { code = 1, text = \"Yes\" },\n  { code = 2, text = \"No\" },\n]\n"
        }
        1 => "kind = \"number\"\nleast = 0\nmost = 99\n",
        2 => {
            "kind = \"multiple\"\noptions = [\n  { code = 1, text = \"At home\" },\n  { code = 2, text = \"At work\" },\n  \
             { code = 3, text = \"Nowhere\", exclusive = true },\n]\n"
        }
        3 => "kind = \"text\"\nmost = 200\noptional = true\n",
        _ => "kind = \"date\"\n",
    };
    let asked =
        if number == first { String::new() } else { format!("asked_if = \"q{first} = 1\"\n") };
    format!(
        "\n[[questions]]\nkey = \"q{number}\"\ntext = \"What about the matter numbered {number}?\"\n{kind}{asked}"
    )
}
