//! Text packs that do not fit their instrument. The words are invented.

use surveys::{
    authoring::{blank_pack, read_pack, write_pack},
    scoring::instruments,
};

use crate::invented;

/// What is said of a pack, each with its line.
fn told(pack: &str) -> Vec<String> {
    let Err(faults) = read_pack("pack.toml", pack) else { return Vec::new() };
    let told =
        faults.iter().map(|fault| format!("{}: {}; {}", fault.line, fault.problem, fault.mend));
    told.collect()
}

/// Replaces something in the invented pack and compares all that is said.
#[track_caller]
fn check(from: &str, to: &str, said: &str) {
    assert!(invented().contains(from), "{from}");
    assert_eq!(told(&invented().replacen(from, to, 1)).join("\n"), said);
}

#[test]
fn a_pack_has_one_sentence_for_each_item_and_every_number_of_the_scale() {
    assert_eq!(told(&invented()), [""; 0]);
    check(
        "\"Invented sentence 7, of no scale\"",
        "",
        "6: SWEMWBS has 7 items, and the pack has 6; write each of them once in “items”, in their order",
    );
    check(
        "Invented sentence 7, of no scale",
        " ",
        "6: number 7 of “items” has no words; write them just as the owner has them",
    );
    check(
        "value = 5",
        "value = 4",
        "5: the choices of SWEMWBS have the numbers 1, 2, 3, 4, 4; its scale has each from 1 to 5 once",
    );
    check(
        "version = \"invented-1\"",
        "version = \"\"",
        "3: “version” has no words; write what the owner calls these words",
    );
    check(
        "\"en-GB\"",
        "\"English\"",
        "2: “English” is no language's tag; write one like en-GB or cy",
    );
}

#[test]
fn a_pack_says_nothing_that_its_instrument_does_not_have() {
    let there_are: Vec<_> = instruments().iter().map(|known| known.id.as_str()).collect();
    let said = format!("1: there is no instrument “swemwb”; there are {}", there_are.join(", "));
    check("\"swemwbs\"", "\"swemwb\"", &said);
    check("stem =", "stemm =", "4: a text pack has no field “stemm”; did you mean “stem”?");
    check(
        "stem =",
        "not_applicable = \"Invented\"\nstem =",
        "4: SWEMWBS has no item that may not apply; leave out “not_applicable”",
    );
    check(
        "stem =",
        "visual_scale = { text = \"Invented\" }\nstem =",
        "4: SWEMWBS has no visual scale; leave out “visual_scale”",
    );
    check(
        "stem =",
        "value_set = { id = \"x\", source = \"x\", best = 1, less = [] }\nstem =",
        "4: SWEMWBS gives no profile, and only a profile has a value set; leave out “value_set”",
    );
}

#[test]
fn all_that_is_wrong_with_a_pack_is_told_at_once() {
    let pack = "instrument = \"swemwbs\"\nlanguage = \"en-GB\"\nversion = 3\nstemm = \"Invented\"\noptions = [\n\
                { value = 1, label = \"\" },\n{ value = 2, label = \"Invented 2\" }\n]\nitems = [\"Invented\", \"\"]\n";

    assert_eq!(
        told(pack),
        [
            "3: “version” is text, and here it is a whole number; write it in quotation marks: version = \"3\"",
            "4: a text pack has no field “stemm”; did you mean “stem”?",
            "5: the choices of SWEMWBS have the numbers 1, 2; its scale has each from 1 to 5 once",
            "6: the choice 1 has no words; write them just as the owner has them",
            "9: SWEMWBS has 7 items, and the pack has 2; write each of them once in “items”, in their order",
            "9: number 2 of “items” has no words; write them just as the owner has them",
        ]
    );
}

#[test]
fn words_that_come_with_the_program_are_not_replaced_by_others() {
    let pack =
        "instrument = \"phq2\"\nlanguage = \"en-GB\"\nversion = \"1\"\nitems = [\"a\", \"b\"]\n";
    assert_eq!(
        told(pack)[0],
        "2: PHQ-2 comes with its English words; use them as they are, or bring another language"
    );
}

#[test]
fn an_empty_pack_of_any_instrument_is_in_order_once_its_words_are_filled_in() {
    for instrument in instruments() {
        let blank = blank_pack(instrument);
        let told = told(&blank);
        assert!(told.iter().any(|told| told.contains("“version” has no words")), "{told:?}");

        let filled = blank
            .replace("language = \"\"", "language = \"cy\"")
            .replace("= \"\"", "= \"Invented\"");
        let filled = filled.replace("  \"\",", "  \"Invented\",");
        let read = read_pack("pack.toml", &filled);
        let read = read.unwrap_or_else(|faults| panic!("{faults:?}\n{filled}"));
        assert_eq!(read.items.len(), instrument.items, "{}", instrument.id);
        assert_eq!(read_pack("pack.toml", &write_pack(&read)), Ok(read), "written and read again");
    }
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
    let packs = surveys::scoring::Packs::new(vec![read_pack("pack.toml", &pack).unwrap()]);

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
