//! What an interviewer reads out, and what they never do.

use surveys::{
    authoring::{self, File},
    catalogue,
    definition::Survey,
    spoken::Spoken,
    value::Missing,
};

const SURVEY: &str = r#"key = "call"
version = 1
title = "Call"
language = "en-GB"
minutes = 3
sections = [{ title = "You", pages = [{ questions = ["mood", "who", "each"] }] }]
[[questions]]
key = "mood"
text = "How is your mood?"
hint = "Tick one."
kind = "scale"
low = "Very bad"
high = "GP-certified bliss"
[[questions]]
key = "who"
text = "Who helped you?"
hint = "Tick all that apply."
spoken = "Who helped you? I will read out some people; please say yes or no to each."
probes = ["Anything else?", "How do you mean?"]
define = "A union is a trade union, such as Unison."
kind = "multiple"
options = [
  { code = 1, text = "Employer", spoken = "Your employer, or occupational health" },
  { code = 96, text = "Other", other = 100, not_read_out = true },
]
[[questions]]
key = "each"
text = "How sure are you?"
kind = "grid"
low = "Not at all"
high = "Completely"
rows = [{ key = "a", text = "Write a CV" }, { key = "b", text = "Interview", spoken = "Do well in an interview" }]
"#;

fn survey() -> Survey {
    let file = File { name: "call.toml".into(), text: SURVEY.into() };
    authoring::read(&file, &|_| None).expect("a survey")
}

fn spoken(key: &str) -> Spoken {
    let survey = survey();
    let all = survey.spoken();
    all.into_iter().find(|(question, _)| question.key.as_str() == key).expect("it is asked").1
}

#[test]
fn ben_reads_what_is_written_for_the_telephone_and_no_hint() {
    let who = spoken("who");

    assert_eq!(
        who.ask,
        "Who helped you? I will read out some people; please say yes or no to each."
    );
    assert_eq!(who.options[0].words, "Your employer, or occupational health");
    assert!(who.options[0].is_read_out);
    assert_eq!(spoken("mood").ask, "How is your mood?");
}

#[test]
fn ben_does_not_read_out_what_is_only_taken_when_it_is_said() {
    for (_, spoken) in survey().spoken() {
        assert_eq!(spoken.never_read_out, [Missing::DontKnow, Missing::Refused]);
        let offered = spoken.options.iter().any(|option| option.words == "Don't know");
        assert!(!offered);
    }
    assert!(!spoken("who").options[1].is_read_out);
}

#[test]
fn ben_reads_both_ends_of_a_scale_and_each_row_of_a_grid() {
    assert_eq!(
        spoken("mood").ends.as_deref(),
        Some("0 is very bad, and 10 is GP-certified bliss.")
    );
    let each = spoken("each");
    assert_eq!(each.ends.as_deref(), Some("0 is not at all, and 10 is completely."));
    let rows: Vec<_> =
        each.rows.iter().map(|(key, words)| (key.as_str(), words.as_str())).collect();
    assert_eq!(rows, [("a", "Write a CV"), ("b", "Do well in an interview")]);
}

#[test]
fn ben_may_ask_again_and_explain() {
    let who = spoken("who");

    assert_eq!(who.probes, ["Anything else?", "How do you mean?"]);
    assert_eq!(who.define.as_deref(), Some("A union is a trade union, such as Unison."));
}

#[test]
fn the_library_asks_for_anything_else_where_several_can_be_named() {
    let asked = catalogue::surveys().iter().flat_map(|survey| survey.questions());
    let mut probed: Vec<_> = asked
        .filter(|question| question.probes == ["Anything else?"])
        .map(|question| question.key.as_str())
        .collect();
    probed.sort_unstable();
    probed.dedup();

    assert_eq!(probed, ["lltype", "supwho"]);
}
