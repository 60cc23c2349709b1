//! Setup files, as text: what they say, and that a label is a literal whatever it holds.

mod literals;

mod mata;

mod stata;

use datasets::{
    Code, Dataset, Kind, Label, Loss, Measure, Missing, Name, Outline, ResponseSet, Variable,
    setup::{r, spss, stata as dofile},
};

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

fn dataset(variables: Vec<Variable>, sets: Vec<ResponseSet>) -> Dataset {
    let outline = Outline {
        name: name("wide"),
        title: "Everybody".to_owned(),
        notes: vec!["All people in it are invented.".to_owned()],
        language: "en".to_owned(),
        variables,
        sets,
    };
    Dataset::new(outline).expect("it is in order")
}

/// One of each kind.
fn small() -> Dataset {
    let yes = Kind::Whole { least: 0, most: 1 };
    let ticked = |key: &str, label: &str| Variable {
        set: Some(name("barrier")),
        missing: vec![Missing::DontKnow],
        ..Variable::new(name(key), label, yes).coded([(0, "No"), (1, "Yes")])
    };
    let mut status = Variable::new(name("status"), "How it stands", Kind::Text { bytes: Some(4) });
    status.labels = vec![Label { code: Code::Word("done".to_owned()), text: "Sent".to_owned() }];
    let scale = Variable::new(name("hours"), "Hours", Kind::Decimal { places: 1 });
    let variables = vec![
        status,
        ticked("barrier_01", "Health"),
        ticked("barrier_02", "Travel"),
        Variable { measure: Measure::Ordinal, ..scale },
        Variable::new(name("born"), "Date of birth", Kind::Date),
        Variable::new(name("began"), "First month", Kind::Month),
        Variable::new(name("sent_utc"), "Sent", Kind::Moment),
    ];
    let label = "What is hard?".to_owned();
    dataset(variables, vec![ResponseSet { name: name("barrier"), label, counted: 1 }])
}

/// What one of the three writes.
fn text(of: &str, dataset: &Dataset) -> (String, Vec<Loss>) {
    let mut out = Vec::new();
    let losses = match of {
        "sps" => spss::write(dataset, &mut out),
        "do" => dofile::write(dataset, &mut out),
        _ => r::write(dataset, &mut out),
    };
    (String::from_utf8(out).expect("UTF-8"), losses.expect("a file"))
}

/// Losses, in short.
fn told(losses: &[Loss]) -> Vec<String> {
    let of = |loss: &Loss| loss.variable.as_ref().map_or("-", Name::as_str).to_owned();
    losses.iter().map(|loss| format!("{} {}", of(loss), loss.lost.name())).collect()
}

#[test]
fn syntax_for_spss_reads_words_and_works_dates_out_and_labels_all() {
    let (syntax, losses) = text("sps", &small());
    let after = syntax.split_once("/VARIABLES=\n").expect("variables").1;
    let codes = "0 \"No\"\n  1 \"Yes\"\n  -8 \"Don't know\".";
    let expected = "  status A5\n  barrier_01 F40\n  barrier_02 F40\n  hours F40\n  @born A20\n  @began A20\n  \
         @sent_utc A20\n  .\nNUMERIC born (DATE11).\nIF (@born >= \"1582-10-15\") born =\n    ";
    assert!(after.starts_with(expected), "{after}");
    let labels =
        format!("VARIABLE LABELS barrier_02 \"Travel\".\nVALUE LABELS barrier_02\n  {codes}\n");
    assert!(after.contains(&labels), "{after}");
    let rest = after.split_once("MISSING VALUES\n").expect("missing values").1;
    assert_eq!(
        rest,
        "  barrier_01\n  barrier_02\n  hours\n  (-9 THRU -1).\nFORMATS\n  hours\n  (F14.1).\nFORMATS\n  \
         barrier_01\n  barrier_02\n  (F2.0).\nVARIABLE LEVEL\n  status\n  barrier_01\n  barrier_02\n  \
         (NOMINAL).\nVARIABLE LEVEL\n  hours\n  (ORDINAL).\nVARIABLE LEVEL\n  born\n  began\n  sent_utc\n  \
         (SCALE).\nMRSETS /MDGROUP NAME=$barrier LABEL=\"What is hard?\"\n  VALUE=1 VARIABLES=\n  \
         barrier_01\n  barrier_02\n  .\nFILE LABEL \"Everybody\".\nADD DOCUMENT\n  \
         \"All people in it are invented.\".\nEXECUTE.\nRESTORE.\n"
    );
    assert_eq!(told(&losses), [""; 0]);
}

#[test]
fn a_text_of_spss_has_room_for_the_apostrophe_that_csv_puts_before_it() {
    let width = |bytes| {
        let words = Variable::new(name("words"), "Words", Kind::Text { bytes });
        let (syntax, _) = text("sps", &dataset(vec![words], Vec::new()));
        let (_, behind) = syntax.split_once("  words A").expect("a width");
        behind.lines().next().map(str::to_owned)
    };

    assert_eq!(width(Some(4)).as_deref(), Some("5"));
    assert_eq!(width(Some(32_767)).as_deref(), Some("32767"));
    assert_eq!(width(None).as_deref(), Some("32767"));
}

#[test]
fn a_script_for_r_makes_each_variable_by_a_call() {
    let (script, losses) = text("R", &small());
    let calls = script.split_once("\"sent_utc\")))\n").expect("calls").1;
    let coded = |key: &str, label: &str| {
        format!(
            "  numbers(\"{key}\", \"{label}\", \"nominal\",\n    missing = \"d\",\n    codes = c(0,\n      1),\n    \
             words = c(\"No\",\n      \"Yes\"))\n"
        )
    };
    let expected = [
        "  texts(\"status\", \"How it stands\", \"nominal\",\n    codes = c(\"done\"),\n    \
         words = c(\"Sent\"))\n",
        &coded("barrier_01", "Health"),
        &coded("barrier_02", "Travel"),
        "  numbers(\"hours\", \"Hours\", \"ordinal\",\n    missing = \"abchwfgdr\")\n",
        "  dates(\"born\", \"Date of birth\", \"scale\")\n",
        "  months(\"began\", \"First month\", \"scale\")\n",
        "  moments(\"sent_utc\", \"Sent\", \"scale\")\n",
    ];
    assert!(calls.starts_with(&expected.concat()), "{calls}");
    assert!(script.is_ascii());
    assert_eq!(told(&losses), [""; 0]);
}

#[test]
fn what_a_program_cannot_hold_is_told() {
    let long = "ü".repeat(200);
    let mut words = Variable::new(name("words"), long.as_str(), Kind::TEXT);
    let word = Code::Word("on\ntwo lines".to_owned());
    words.labels = vec![Label { code: word, text: "Two".to_owned() }];
    let kind = Kind::Whole { least: 0, most: 1 };
    let coded = Variable::new(name("coded"), "Short", kind).coded([(1, long.as_str())]);
    let alone = Variable { set: Some(name("alone")), ..coded };
    let set = ResponseSet { name: name("alone"), label: String::new(), counted: 1 };
    let mut outline = dataset(vec![words, alone], vec![set]).into_outline();
    outline.title = long;
    let dataset = Dataset::new(outline).expect("it is in order");

    assert_eq!(
        told(&text("sps", &dataset).1),
        [
            "- label-cut",
            "alone set-left-out",
            "coded value-label-cut",
            "words label-cut",
            "words value-label-left-out"
        ]
    );
    assert_eq!(
        told(&text("do", &dataset).1),
        ["- label-cut", "alone set-left-out", "words label-cut", "words value-label-left-out"]
    );
    assert_eq!(told(&text("R", &dataset).1), [""; 0]);
}
