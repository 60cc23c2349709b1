//! A survey mis-made in ten ways: each mistake is told alone, and all of them at once, at the same place.

use surveys::authoring::{self, File};

/// A survey that is in order, so that each mistake is one change of it that adds no line.
const RIGHT: &str = r#"key = "return"
version = 1
title = "Return to work"
language = "en-GB"
minutes = 3
derive = ["d_full"]
check = ["ck_long"]

[[sections]]
title = "Your work"
pages = [
  { questions = ["working"] },
  { questions = ["hrs"] },
  { questions = ["days", "pay"] },
  { questions = ["help"] },
]

[[questions]]
key = "working"
text = "Have you gone back to work?"
kind = "single"
options = [
  { code = 1, text = "Yes, to my old job" },
  { code = 2, text = "Yes, to another job" },
  { code = 3, text = "No" },
]

[[questions]]
key = "hrs"
text = "How many hours a week do you usually work?"
kind = "number"
least = 0
most = 99
asked_if = "working one of 1, 2"

[[questions]]
key = "days"
text = "On which days do you work?"
kind = "multiple"
asked_if = "hrs > 0"
options = [
  { code = 1, text = "Monday to Friday" },
  { code = 2, text = "Saturday" },
  { code = 97, text = "It changes", exclusive = true },
]

[[questions]]
key = "pay"
text = "What are you paid a week?"
kind = "number"
least = 0
most = 5000
asked_if = "hrs > 0"

[[questions]]
key = "help"
text = "What would help you most now?"
kind = "text"
most = 500
asked_if = "working is answered"

[[derived]]
key = "d_full"
label = "Works 30 hours a week or more"
codes = [{ code = 0, text = "No" }, { code = 1, text = "Yes" }]
cases = [
  { when = "hrs >= 30", gives = 1 },
  { when = "hrs < 30", gives = 0 },
]
missing_of = "hrs"

[[checks]]
key = "ck_long"
level = "soft"
at = "hrs"
when = "hrs > 60"
say = "More than 60 hours a week. Is that right?"
"#;

/// What is written there, what somebody writes instead, and what they are told.
const MISTAKES: [(&str, &str, &str); 10] = [
    (
        "minutes = 3",
        "minutes = \"3\"",
        "5:11: “minutes” is a whole number, and here it is text; write it without quotation marks: minutes = 3",
    ),
    (
        "check = [\"ck_long\"]",
        "check = []",
        "73:7: “ck_long” stands here and not among “check”, so it does nothing; name it there, or take it out",
    ),
    (
        "questions = [\"help\"]",
        "questions = [\"hepl\"]",
        "15:18: there is no question “hepl”; did you mean “help”?",
    ),
    (
        "{ code = 2, text = \"Yes, to another job\" }",
        "{ code = 1, text = \"Yes, to another job\" }",
        "24:12: the code 1 stands for “Yes, to my old job” and for “Yes, to another job”; give each option a code of its own",
    ),
    (
        "text = \"How many hours a week do you usually work?\"",
        "text = \"\"",
        "30:8: “hrs” has an empty “text”; write its words",
    ),
    (
        "asked_if = \"hrs > 0\"\noptions",
        "asked_if = \"hours > 0\"\noptions",
        "40:12: the condition of “days” names “hours”, which nothing has; did you mean “hrs”?",
    ),
    (
        "{ code = 2, text = \"Saturday\" }",
        "{ code = 2, text = \"Monday to Friday\" }",
        "43:12: options 1 and 2 of “days” have the same words, “Monday to Friday”; reword one of them, or take it out",
    ),
    (
        "kind = \"number\"\nleast = 0\nmost = 5000",
        "kind = \"nummer\"\nleast = 0\nmost = 5000",
        "50:8: there is no kind “nummer”; did you mean “number”?",
    ),
    (
        "asked_if = \"working is answered\"",
        "asked_if = \"working = 3 and not working = 3\"",
        "60:12: “help” is asked of nobody: “not working = 3” cannot hold where “working = 3” does; mend the condition, or take the question out",
    ),
    (
        "missing_of = \"hrs\"",
        "missing = \"hrs\"",
        "70:1: a derived variable has no field “missing”; did you mean “missing_of”?",
    ),
];

fn faults_of(text: &str) -> Vec<String> {
    let file = File { name: "return.toml".to_owned(), text: text.to_owned() };
    let mut faults = authoring::read(&file, &|_| None).err().unwrap_or_default();
    faults.sort_by_key(|fault| (fault.line, fault.column));
    faults.iter().map(|fault| fault.to_string().replacen("return.toml:", "", 1)).collect()
}

fn made(text: &str, (from, to, _): (&str, &str, &str)) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn without_a_mistake_nothing_is_told() {
    assert_eq!(faults_of(RIGHT), [""; 0]);
}

#[test]
fn ten_mistakes_in_one_file_are_told_in_one_go() {
    let all = MISTAKES.into_iter().fold(RIGHT.to_owned(), |text, mistake| made(&text, mistake));

    let told = faults_of(&all);

    for (_, to, fault) in MISTAKES {
        assert!(told.iter().any(|one| one == fault), "{to}: {fault}\nin\n{}", told.join("\n"));
    }
}

#[test]
fn each_mistake_alone_is_told_and_nothing_else() {
    for mistake in MISTAKES {
        let told = faults_of(&made(RIGHT, mistake));
        assert_eq!(told, [mistake.2], "{}", mistake.1);
    }
}
