//! What a file says of its variables and of itself, and what of that is cut.

use datasets::{
    Code, Kind, Label, Loss, Lost, Missing, Origin, Outline, Variable, WriteError,
    dta::{Release, Storage, Value},
};

use crate::written::{dataset, name, outline, read, try_written, variable, written};

fn lost(variable: &str, lost: Lost, count: u64) -> Loss {
    let variable = (!variable.is_empty()).then(|| name(variable));
    Loss { variable, lost, count, rows: Vec::new() }
}

fn described(outline: Outline) -> (datasets::dta::Description, Vec<Loss>) {
    let dataset = datasets::Dataset::new(outline).expect("it is in order");
    let (file, summary) = written(&dataset, []);
    (read(&file).0, summary.losses)
}

#[test]
fn a_number_takes_as_few_bytes_as_hold_its_range_and_a_text_its_width_or_none() {
    let whole = |least, most| Kind::Whole { least, most };
    let text = |bytes| Kind::Text { bytes: Some(bytes) };
    for (kind, storage, format) in [
        (whole(-127, 100), Storage::Byte, "%8.0g"),
        (whole(-128, 100), Storage::Int, "%8.0g"),
        (whole(0, 101), Storage::Int, "%8.0g"),
        (whole(-32_767, 32_740), Storage::Int, "%8.0g"),
        (whole(-32_768, 0), Storage::Long, "%12.0g"),
        (whole(0, 32_741), Storage::Long, "%12.0g"),
        (whole(-2_147_483_647, 2_147_483_620), Storage::Long, "%12.0g"),
        (whole(0, 2_147_483_621), Storage::Double, "%18.0g"),
        (Kind::WHOLE, Storage::Double, "%18.0g"),
        (Kind::Decimal { places: 2 }, Storage::Double, "%12.2f"),
        (Kind::Decimal { places: 0 }, Storage::Double, "%10.0g"),
        (Kind::Date, Storage::Long, "%td"),
        (Kind::Month, Storage::Long, "%tdCCYY-NN"),
        (Kind::Moment, Storage::Double, "%tc"),
        (text(1), Storage::Text(1), "%9s"),
        (text(2045), Storage::Text(2045), "%2045s"),
        (text(2046), Storage::LongText, "%9s"),
        (Kind::TEXT, Storage::LongText, "%9s"),
    ] {
        let (description, _) = described(outline(vec![variable("own", kind)]));
        let column = &description.columns[0];
        assert_eq!((column.storage, column.format.as_str()), (storage, format), "{kind:?}");
    }
}

#[test]
fn missing_codes_have_their_letters_and_labels_and_variables_that_agree_share_a_set() {
    let yes_or_no =
        |called| variable(called, Kind::Whole { least: 1, most: 2 }).coded([(2, "No"), (1, "Yes")]);
    let few = Variable { missing: vec![Missing::Refused, Missing::Blank], ..yes_or_no("few") };
    let sets = dataset(vec![yes_or_no("one"), yes_or_no("two"), few]);
    let (file, summary) = written(&sets, []);
    let (description, _) = read(&file);

    let told = |place: usize| {
        let labels = description.columns[place].labels.iter();
        labels.map(|label| (label.value.clone(), label.text.as_str())).collect::<Vec<_>>()
    };
    let (yes, no) = ((Value::Number(1), "Yes"), (Value::Number(2), "No"));
    let reason = |letter, reason: Missing| (Value::Missing(letter), reason.label());
    let (blank, refused) = (reason('f', Missing::Blank), reason('r', Missing::Refused));
    assert_eq!(told(2), [yes, no, blank, refused]);
    assert_eq!(told(0), told(1));
    assert_eq!(told(0).len(), 2 + Missing::ALL.len());
    let sets = file.windows(5).filter(|bytes| *bytes == b"<lbl>").count();
    assert_eq!((sets, summary.losses), (2, Vec::new()));
}

#[test]
fn questions_notes_and_language_are_where_stata_looks_for_them() {
    let origin = Origin {
        question: "How satisfied are you\nwith your life?".to_owned(),
        universe: "Everybody".to_owned(),
        source: String::new(),
        wave: "exit".to_owned(),
        ..Origin::default()
    };
    let own = Variable { origin, ..variable("satisfied", Kind::WHOLE) };
    let notes = vec!["All people are invented.".to_owned(), "Twice\0 over.".to_owned()];
    let (description, losses) = described(Outline { notes, ..outline(vec![own]) });

    let told = description
        .characteristics
        .iter()
        .map(|own| (own.of.as_str(), own.name.as_str(), own.text.as_str()));
    let told: Vec<_> = told.collect();
    assert_eq!(
        told,
        [
            ("_dta", "_lang_c", "en_GB"),
            ("_dta", "_lang_list", "en_GB"),
            ("_dta", "note0", "2"),
            ("_dta", "note1", "All people are invented."),
            ("_dta", "note2", "Twice  over."),
            ("satisfied", "question", "How satisfied are you\nwith your life?"),
            ("satisfied", "universe", "Everybody"),
            ("satisfied", "wave", "exit"),
        ]
    );
    assert_eq!(description.notes().count(), 2);
    assert_eq!(description.title, "Answers by wave");
    assert_eq!(losses, [lost("", Lost::CharacterReplaced, 1)]);
}

#[test]
fn what_is_too_long_is_cut_at_a_character_and_told_and_a_label_that_was_cut_stays_whole_beside() {
    let whole = "ü".repeat(81);
    let value = format!("{}ü", "x".repeat(31_999));
    let long = Variable { label: whole.clone(), ..variable("cut", Kind::WHOLE) };
    let long = Variable {
        missing: Vec::new(),
        ..long.coded([(1, value), (2, "three\nlines\u{2029}here".into())])
    };
    let short = Variable { label: "ü".repeat(80), ..variable("short", Kind::TEXT) };
    let note = format!("{}ü", "x".repeat(67_783));
    let outline = Outline { title: whole.clone(), notes: vec![note], ..outline(vec![long, short]) };
    let (description, losses) = described(outline);

    let columns = &description.columns;
    assert_eq!(columns[0].label, "ü".repeat(80));
    assert_eq!(columns[1].label, "ü".repeat(80));
    assert_eq!(description.title, "ü".repeat(80));
    assert_eq!(columns[0].labels[0].text, "x".repeat(31_999));
    assert_eq!(columns[0].labels[1].text, "three lines here");
    assert_eq!(description.notes().collect::<Vec<_>>(), ["x".repeat(67_783)]);
    assert_eq!(description.characteristic("cut", "label"), Some(whole.as_str()));
    assert_eq!(description.characteristic("short", "label"), None);
    assert_eq!(
        losses,
        [
            lost("", Lost::LabelCut, 1),
            lost("", Lost::NoteCut, 1),
            lost("cut", Lost::LabelCut, 1),
            lost("cut", Lost::ValueLabelCut, 1),
        ]
    );
}

#[test]
fn labels_of_words_and_of_numbers_that_stata_takes_for_missing_are_left_out_and_told() {
    let word = Label { code: Code::Word("done".to_owned()), text: "Sent".to_owned() };
    let status = Variable { labels: vec![word], ..variable("status", Kind::TEXT) };
    let ends = [(i32::MIN, "Least"), (2_147_483_620, "Last"), (2_147_483_621, "Past")];
    let ends = Variable { missing: Vec::new(), ..variable("ends", Kind::WHOLE) }.coded(ends);
    let (description, losses) = described(outline(vec![status, ends]));

    assert!(description.columns[0].labels.is_empty());
    let texts = description.columns[1].labels.iter().map(|label| label.text.as_str());
    assert_eq!(texts.collect::<Vec<_>>(), ["Last"]);
    let left_out = Lost::ValueLabelLeftOut;
    assert_eq!(losses, [lost("ends", left_out, 2), lost("status", left_out, 1)]);
}

#[test]
fn more_variables_than_stata_14_takes_are_written_for_stata_mp_and_more_than_it_takes_refused() {
    let wide = |count: u32| {
        let own = |number| variable(&format!("v{number}"), Kind::Whole { least: 0, most: 1 });
        dataset((0..count).map(own).collect())
    };
    for (count, release) in [(32_767, Release::R118), (32_768, Release::R119)] {
        let (file, _) = written(&wide(count), []);
        let (description, _) = read(&file);
        assert_eq!((description.release, description.columns.len()), (release, count as usize));
        assert_eq!(description.columns[32_766].name, "v32766");
    }
    let refused = try_written(&wide(120_001), []);
    let Err(WriteError::TooMany { what: "variables", most: 120_000, .. }) = refused else {
        panic!("it was to be refused")
    };
}
