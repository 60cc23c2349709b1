//! Text packs that do not fit their instrument. The words are invented.

use surveys::scoring::read_pack;

use crate::invented;

/// Replaces something in the invented pack and compares what is said.
#[track_caller]
fn check(from: &str, to: &str, said: &str) {
    assert!(invented().contains(from), "{from}");
    let refused = read_pack(&invented().replacen(from, to, 1)).unwrap_err().to_string();
    assert!(refused.contains(said), "{refused}");
}

#[test]
fn a_pack_has_one_sentence_for_each_item_and_every_number_of_the_scale() {
    assert!(read_pack(&invented()).is_ok());
    check("\"Invented sentence 7, of no scale\"", "", "SWEMWBS has 7 items, and the pack has 6");
    check("Invented sentence 7, of no scale", " ", "the words of an item are empty");
    check(
        "value = 5",
        "value = 4",
        "the choices of item 1 of SWEMWBS have the numbers 1, 2, 3, 4, 4; its scale has each from 1 to 5 once",
    );
    check("version = \"invented-1\"", "version = \"\"", "are empty");
}

#[test]
fn a_pack_says_nothing_that_its_instrument_does_not_have() {
    check("\"swemwbs\"", "\"swemwb\"", "there is no instrument “swemwb”");
    check("stem =", "stemm =", "cannot be read");
    check("stem =", "not_applicable = \"Invented\"\nstem =", "no item that may not apply");
    check(
        "stem =",
        "visual_scale = { text = \"Invented\" }\nstem =",
        "“visual_scale” has to be there",
    );
    let value_set = "value_set = { id = \"x\", source = \"x\", best = 1, less = [] }\nstem =";
    check("stem =", value_set, "only a profile has a “value_set”");
}

#[test]
fn words_that_come_with_the_program_are_not_replaced_by_others() {
    let pack =
        "instrument = \"phq2\"\nlanguage = \"en-GB\"\nversion = \"1\"\nitems = [\"a\", \"b\"]\n";
    let refused = read_pack(pack).unwrap_err().to_string();
    assert!(refused.starts_with("PHQ-2 comes with its English words"), "{refused}");
}

#[test]
fn somebody_to_whom_work_does_not_apply_can_say_so_and_is_scored_on_the_rest() {
    let options =
        (0..=8).map(|value| format!("{{ value = {value}, label = \"Invented {value}\" }}"));
    let pack = format!(
        "instrument = \"wsas\"\nlanguage = \"en-GB\"\nversion = \"invented\"\nnot_applicable = \"Invented: no work\"\n\
         options = [{}]\nitems = [\"Invented 1\", \"Invented 2\", \"Invented 3\", \"Invented 4\", \"Invented 5\"]\n",
        options.collect::<Vec<_>>().join(", ")
    );
    let packs = surveys::scoring::Packs::new(vec![read_pack(&pack).unwrap()]);

    let survey = crate::sound("{ instrument = \"wsas\" },", "", &packs);

    let offered = |item: usize| survey.questions().nth(item).unwrap().options().len();
    assert_eq!((offered(0), offered(1)), (10, 9));
    assert_eq!(survey.questions().next().unwrap().options()[9].code, 97);
    let columns = format!("{:?}", surveys::codebook::columns(&survey)[0].codes);
    assert!(columns.contains("(8, \"Answer 9 of 9\"), (97, \"Does not apply\")"), "{columns}");
    let mut answers = surveys::value::Answers::default();
    for (place, code) in [97, 4, 3, 5, 4].into_iter().enumerate() {
        answers.set(format!("wsas_{}", place + 1), surveys::value::Value::Code(code));
    }
    // As it stands in the copy that somebody is given of their data.
    let scored = surveys::scoring::scores(&survey, &answers);
    assert_eq!(scored.len(), 1);
    assert!(scored[0].1.explain().starts_with("WSAS (version 1): 20, significant impairment"));
}
