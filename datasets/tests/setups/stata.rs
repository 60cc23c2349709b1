//! `.do`: there is no program that runs it here, so each of its lines is read by a grammar.

use datasets::{
    Code, Dataset, Kind, Variable,
    hard::{HOSTILE, Hard},
    missing::stata_letter,
};
use proptest::prelude::*;

use super::{
    dataset,
    mata::{Argument, call},
    name, small, text,
};

/// What stands before Mata, and each call to it.
fn parted(file: &str) -> (String, Vec<(String, Vec<Argument>)>) {
    let (commands, rest) = file.split_once("\nmata:\n").expect("labels");
    let calls = rest.strip_suffix("end\n").expect("the end of Mata");
    (format!("{commands}\n"), calls.lines().map(call).collect())
}

#[test]
fn commands_for_stata_read_words_and_make_them_into_what_they_are() {
    let (commands, _) = parted(&text("do", &small()).0);

    assert_eq!(
        commands,
        "* Reads wide.csv from the folder that Stata works in, which cd sets, and labels it.\n\
         version 14\nclear\n\
         import delimited using \"wide.csv\", delimiters(\",\") varnames(1) case(preserve) ///\n  \
         encoding(\"UTF-8\") stringcols(_all) bindquotes(strict) maxquotedrows(unlimited)\n\
         generate byte _made = real(barrier_01), before(barrier_01)\n\
         drop barrier_01\nrename _made barrier_01\nformat %8.0g barrier_01\n\
         mvdecode barrier_01, mv(-8=.d)\n\
         generate byte _made = real(barrier_02), before(barrier_02)\n\
         drop barrier_02\nrename _made barrier_02\nformat %8.0g barrier_02\n\
         mvdecode barrier_02, mv(-8=.d)\n\
         generate double _made = real(hours), before(hours)\n\
         drop hours\nrename _made hours\nformat %11.1f hours\n\
         mvdecode hours, mv(-1=.a \\ -2=.b \\ -3=.c \\ -4=.h \\ -5=.w \\ -6=.f \\ -7=.g \\ -8=.d \\ -9=.r)\n\
         generate long _made = mdy(real(substr(born, 6, 2)), real(substr(born, 9, 2)), \
         real(substr(born, 1, 4))), before(born)\n\
         drop born\nrename _made born\nformat %td born\n\
         generate long _made = mdy(real(substr(began, 6, 2)), 1, real(substr(began, 1, 4))), before(began)\n\
         drop began\nrename _made began\nformat %tdCCYY-NN began\n\
         generate double _made = dhms(mdy(real(substr(sent_utc, 6, 2)), real(substr(sent_utc, 9, 2)), \
         real(substr(sent_utc, 1, 4))), real(substr(sent_utc, 12, 2)), real(substr(sent_utc, 15, 2)), \
         real(substr(sent_utc, 18, 2))), before(sent_utc)\n\
         drop sent_utc\nrename _made sent_utc\nformat %tc sent_utc\n"
    );
}

#[test]
fn words_have_no_labels_in_stata_and_codes_have() {
    let (_, calls) = parted(&text("do", &small()).0);
    let of = |variable: &str| {
        let own = Argument::Words(variable.to_owned());
        calls
            .iter()
            .filter(move |(_, given)| given[0] == own)
            .map(|(call, _)| call.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("status"), ["st_varlabel"]);
    assert_eq!(
        of("barrier_02"),
        ["st_varlabel", "st_vlmodify", "st_vlmodify", "st_vlmodify", "st_varvaluelabel"]
    );
}

#[test]
fn a_whole_number_has_the_smallest_type_that_holds_its_range_and_the_codes() {
    for (least, most, of) in [
        (0, 100, "byte"),
        (0, 101, "int"),
        (-128, 0, "int"),
        (0, 32_740, "int"),
        (0, 32_741, "long"),
        (0, 2_147_483_620, "long"),
        (0, 2_147_483_621, "double"),
        (-2_147_483_648, 0, "double"),
    ] {
        let variable = Variable::new(name("asked"), "", Kind::Whole { least, most });
        let (file, _) = text("do", &dataset(vec![variable], Vec::new()));
        assert!(file.contains(&format!("generate {of} _made = real(asked)")), "{least} to {most}");
    }
}

/// Every label that the file gives, and nothing but labels and notes.
fn check(dataset: &Dataset) {
    let (commands, calls) = parted(&text("do", dataset).0);
    let quiet = quiet(dataset);
    assert_eq!(commands, parted(&text("do", &quiet).0).0, "words reached a command");

    let words = |text: &str| Argument::Words(text.to_owned());
    let mut expected = Vec::new();
    for variable in dataset.variables() {
        let own = words(variable.name.as_str());
        let label: String = on_a_line(&variable.label).chars().take(80).collect();
        expected.push(("st_varlabel", vec![own.clone(), words(&label)]));
        let codes = variable.labels.iter().filter_map(|label| match label.code {
            Code::Number(code) => Some((code.to_string(), label.text.as_str())),
            Code::Word(_) => None,
        });
        let reasons = variable.missing.iter();
        let reasons = reasons.map(|own| (format!(".{}", stata_letter(*own)), own.label()));
        for (code, text) in codes.chain(reasons) {
            let text = words(&on_a_line(text));
            expected.push(("st_vlmodify", vec![own.clone(), Argument::Number(code), text]));
        }
    }
    let given = calls.iter().map(|(call, given)| (call.as_str(), given.clone()));
    let labels = given.filter(|(call, _)| matches!(*call, "st_varlabel" | "st_vlmodify"));
    assert!(labels.eq(expected));
    check_rest(dataset, &calls);
}

/// The title and notes, and which functions there are at all.
fn check_rest(dataset: &Dataset, calls: &[(String, Vec<Argument>)]) {
    let words = |text: &str| Argument::Words(text.to_owned());
    for (call, given) in calls {
        match call.as_str() {
            "st_varlabel" | "st_vlmodify" => {}
            "st_varvaluelabel" => assert_eq!(given[0], given[1]),
            "st_global" => {
                let [Argument::Words(of), said] = given.as_slice() else { panic!("{given:?}") };
                let note = of.strip_prefix("_dta[note").and_then(|rest| rest.strip_suffix(']'));
                match note.map(|number| number.parse::<usize>().expect("a number")) {
                    Some(0) => assert_eq!(*said, words(&dataset.notes().len().to_string())),
                    Some(number) => {
                        assert_eq!(*said, words(&on_a_line(&dataset.notes()[number - 1])))
                    }
                    None => assert!(of.ends_with("[measure]"), "{of}"),
                }
            }
            "stata" => {
                let number = |text: &str| Argument::Number(text.to_owned());
                assert_eq!(given[1..], [number("0"), number("1")], "macros stay as they are");
                let Argument::Words(command) = &given[0] else { panic!("{given:?}") };
                let title = command.strip_prefix("label data `\"").expect("a label");
                let title = title.strip_suffix("\"'").expect("the end of its quotes");
                let own: String = on_a_line(dataset.title()).chars().take(80).collect();
                assert_eq!(title, own.replace('"', "\u{201d}"));
            }
            other => panic!("{other} is no function for labels"),
        }
    }
}

/// The same without words.
fn quiet(dataset: &Dataset) -> Dataset {
    let mut outline = dataset.clone().into_outline();
    (outline.title, outline.notes) = (String::new(), Vec::new());
    for variable in &mut outline.variables {
        variable.label.clear();
        variable.labels.iter_mut().for_each(|label| label.text.clear());
    }
    Dataset::new(outline).expect("it is in order")
}

fn on_a_line(label: &str) -> String {
    super::literals::on_a_line(label)
}

/// A dataset in which everything that is said in words is one of these.
fn saying(texts: &[&str]) -> Dataset {
    let kind = Kind::Whole { least: 0, most: 1 };
    let of = |(number, text): (usize, &&str)| {
        Variable::new(name(&format!("of_{number}")), *text, kind).coded([(0, *text), (1, "Yes")])
    };
    let variables = texts.iter().enumerate().map(of).collect();
    let mut outline = dataset(variables, Vec::new()).into_outline();
    outline.title = texts.concat();
    outline.notes = texts.iter().map(|text| (*text).to_owned()).collect();
    Dataset::new(outline).expect("it is in order")
}

#[test]
fn no_label_can_run_in_stata_and_each_is_given_as_it_is() {
    check(&saying(&HOSTILE));
}

#[test]
fn the_hard_dataset_is_labelled_in_stata() {
    check(Hard::new(0).expect("a schema").dataset());
}

proptest! {
    #[test]
    fn whatever_a_label_is_stata_is_given_it_in_literals(text: String, signs in "[`$'\"/*\\\\\n ]{0,12}") {
        check(&saying(&[&text, &signs]));
    }
}
