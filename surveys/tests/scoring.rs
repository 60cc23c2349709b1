//! Anna's answers to each instrument, and what they come to: the published examples and the odd cases.

#![cfg(feature = "authoring")]

use surveys::scoring::{
    self, Instrument, ItemAnswer, Score, TextPolicy, instrument, instruments, read_answers,
    read_instrument,
};

#[track_caller]
fn scored(id: &str, answers: &str) -> Score {
    let instrument = instrument(id).expect("an instrument of that name");
    let answers = read_answers(instrument, answers).expect("answers that can be read");
    scoring::score(instrument, &answers).expect("answers that can be scored")
}

/// Reads lines such as `phq9 1,2,… => 10 moderate; 8 answered, sum 9, prorated; alert 2; part: value`.
#[track_caller]
fn check(cases: &str) {
    for case in cases.lines().map(str::trim) {
        let (given, _) = case.split_once(" => ").expect("a case with its result");
        let (id, answers) = given.split_once(' ').expect("an instrument and answers");
        let instrument = instrument(id).expect("an instrument of that name");
        let result = match read_answers(instrument, answers) {
            Ok(answers) => told(instrument, &answers),
            Err(refused) => format!("refused: {refused}"),
        };
        assert_eq!(format!("{given} => {result}"), case);
    }
}

fn told(instrument: &Instrument, answers: &[ItemAnswer]) -> String {
    let score = scoring::score(instrument, answers).expect("answers that can be scored");
    let mut told = match (score.score, &score.band) {
        (Some(points), Some(band)) => format!("{points} {band}"),
        (Some(points), None) => points.to_string(),
        (None, _) => "none".to_owned(),
    };
    told += &format!("; {} answered, sum {}", score.answered, score.raw);
    if score.prorated {
        told += ", prorated";
    }
    if let Some(level) = instrument.alert_level(answers) {
        told += &format!("; alert {level}");
    }
    for (key, part) in score.subscales.iter() {
        let part = part.map_or("none".into(), ToString::to_string);
        told += &format!("; {key}: {part}");
    }
    told
}

#[test]
fn anna_who_answers_everything_gets_the_published_score() {
    check(
        "phq9 1,2,2,1,0,1,2,1,0 => 10 moderate; 9 answered, sum 10
        phq9 3,3,3,3,3,3,3,3,3 => 27 severe; 9 answered, sum 27; alert 3
        phq2 2,1 => 3 positive; 2 answered, sum 3
        gad7 2,2,1,1,1,0,1 => 8 mild; 7 answered, sum 8
        gad2 1,1 => 2 negative; 2 answered, sum 2
        who5 3,2,1,2,3 => 44 low; 5 answered, sum 11
        ucla3 1,2,3 => 6; 3 answered, sum 6
        k6 0,0,0,2,3,4 => 9 serious mental illness unlikely; 6 answered, sum 9
        k10 1,1,1,1,1,1,1,1,1,1 => 10 low; 10 answered, sum 10
        k10 5,5,5,5,5,5,5,5,5,5 => 50 very high; 10 answered, sum 50
        k10us 0,0,0,0,0,0,0,0,0,0 => 0; 10 answered, sum 0
        k10us 4,4,4,4,4,4,4,4,4,4 => 40; 10 answered, sum 40
        brs 4,2,4,2,4,2 => 4.00 normal; 6 answered, sum 24",
    );
}

#[test]
fn anna_who_leaves_a_few_items_out_has_them_filled_with_the_mean_of_the_rest() {
    check(
        "phq9 1,2,2,1,0,1,2,,0 => 10 moderate; 8 answered, sum 9, prorated
        gad7 1,1,1,,,1,1 => 7 mild; 5 answered, sum 5, prorated
        gse 3,3,3,3,3,3,3,,, => 30; 7 answered, sum 21, prorated
        wemwbs ,,,3,3,3,3,3,3,3,3,3,3,4 => 43; 11 answered, sum 34, prorated
        brs 4,,4,2,4, => 4.00 normal; 4 answered, sum 16, prorated",
    );
}

#[test]
fn a_prorated_half_is_rounded_up_before_the_band_is_looked_up() {
    check("phq9 2,2,0,0,0,0,0,0, => 5 mild; 8 answered, sum 4, prorated");
}

#[test]
fn anna_who_leaves_too_much_out_gets_no_score() {
    check(
        "phq9 ,,,1,0,1,2,1,0 => none; 6 answered, sum 5
        phq2 2, => none; 1 answered, sum 2
        gse 3,3,3,3,3,3,,,, => none; 6 answered, sum 18
        wemwbs ,,,,3,3,3,3,3,3,3,3,3,3 => none; 10 answered, sum 30
        swemwbs 3,3,2,3,4,3, => none; 6 answered, sum 18
        brs 4,2,4,,, => none; 3 answered, sum 12
        who5 3,2,1,2,-8 => none; 4 answered, sum 8
        ucla3 1,2,-9 => none; 2 answered, sum 3
        k6 ,,,,, => none; 0 answered, sum 0",
    );
}

#[test]
fn anna_for_whom_work_does_not_apply_is_scored_on_the_other_four() {
    check(
        "wsas na,4,3,5,4 => 20 significant impairment; 4 answered, sum 16, prorated
        wsas -1,4,3,5,4 => 20 significant impairment; 4 answered, sum 16, prorated
        wsas 4,4,3,5, => 20 significant impairment; 4 answered, sum 16, prorated
        wsas na,4,3,5, => none; 3 answered, sum 12
        wsas 4,5,3,5,4 => 21 moderately severe or worse; 5 answered, sum 21
        wsas 1,2,2,2,2 => 9 subclinical; 5 answered, sum 9",
    );
}

#[test]
fn the_short_wellbeing_scale_is_reported_as_its_metric_and_not_as_its_total() {
    check(
        "swemwbs 3,3,2,3,4,3,4 => 19.98; 7 answered, sum 22
        swemwbs 1,1,1,1,1,1,1 => 7.00; 7 answered, sum 7
        swemwbs 5,5,5,5,5,5,5 => 35.00; 7 answered, sum 35",
    );
}

#[test]
fn without_the_conversion_table_only_the_total_is_reported() {
    let definition = include_str!("../definitions/instruments/swemwbs.toml");
    let alone = read_instrument(definition, None).unwrap();

    let score = scoring::score(&alone, &[ItemAnswer::Value(3); 7]).unwrap();

    assert_eq!((score.raw, score.score, score.prorated), (21, None, false));
    let last_line = score.explain().lines().last();
    assert_eq!(last_line, Some("No score: the conversion table is not installed."));
}

#[test]
fn annas_four_ons_answers_are_banded_one_by_one_and_anxiety_the_other_way() {
    check(
        "ons4 4,5,9,6 => none; 4 answered, sum 24; satis: 4; satis_band: low; worth: 5; \
         worth_band: medium; happy: 9; happy_band: very high; anxious: 6; anxious_band: high
        ons4 7,-8,10,1 => none; 3 answered, sum 18; satis: 7; satis_band: high; worth: none; \
         worth_band: none; happy: 10; happy_band: very high; anxious: 1; anxious_band: very low",
    );
}

#[test]
fn support_is_scored_in_total_and_by_source_and_a_source_needs_all_four() {
    check(
        "mspss 4,4,4,4,4,4,4,4,4,4,4,4 => 4.00; 12 answered, sum 48; significant_other: 4.00; \
         family: 4.00; friends: 4.00
        mspss 7,7,,5,7,2,2,5,2,7,5,2 => 4.6364; 11 answered, sum 51, prorated; \
         significant_other: 7.00; family: none; friends: 2.00
        mspss 7,7,,,7,2,2,,2,7,5,2 => none; 9 answered, sum 41; significant_other: 7.00; \
         family: none; friends: 2.00",
    );
}

#[test]
fn a_health_profile_has_no_index_without_a_value_set_and_none_at_all_with_a_gap() {
    check(
        "eq5d5l 2,1,2,3,2,65 => none; 5 answered, sum 10; profile: 21232; level_sum: 10; vas: 65
        eq5d5l 2,1,,3,2,65 => none; 4 answered, sum 8; profile: none; level_sum: none; vas: 65
        eq5d5l 1,1,1,1,1, => none; 5 answered, sum 5; profile: 11111; level_sum: 5; vas: none",
    );
}

#[test]
fn every_band_begins_where_its_publication_says() {
    check(
        "phq9 3,1,0,0,0,0,0,0,0 => 4 none or minimal; 9 answered, sum 4
        phq9 3,2,0,0,0,0,0,0,0 => 5 mild; 9 answered, sum 5
        who5 1,1,1,2,2 => 28 low, depression likely; 5 answered, sum 7
        who5 1,1,2,2,2 => 32 low; 5 answered, sum 8
        who5 3,3,3,2,2 => 52 not low; 5 answered, sum 13
        k6 4,4,4,0,0,1 => 13 serious mental illness likely; 6 answered, sum 13
        brs 3,3,3,3,3,3 => 3.00 normal; 6 answered, sum 18
        brs 3,3,3,3,3,4 => 2.8333 low; 6 answered, sum 17
        brs 4,2,4,2,5,1 => 4.3333 high; 6 answered, sum 26",
    );
}

#[test]
fn the_two_thresholds_for_anxiety_disagree_about_anna() {
    let (anna, gad7) = (scored("gad7", "2,2,1,1,1,0,1"), instrument("gad7").unwrap());

    let reached = gad7.thresholds.iter().map(|cut| anna.reaches(cut));

    assert_eq!(reached.collect::<Vec<_>>(), [true, false]);
}

#[test]
fn thoughts_of_being_better_off_dead_raise_an_alert_whatever_the_total() {
    check(
        "phq9 0,0,0,0,0,0,0,0,1 => 1 none or minimal; 9 answered, sum 1; alert 1
        phq9 0,0,0,0,0,0,0,0,2 => 2 none or minimal; 9 answered, sum 2; alert 2
        phq9 0,0,0,0,0,0,0,0,3 => 3 none or minimal; 9 answered, sum 3; alert 3
        phq9 ,,,,,,,,1 => none; 1 answered, sum 1; alert 1",
    );
}

#[test]
fn a_high_total_raises_an_alert_by_itself_but_a_missing_item_is_never_filled_in_for_one() {
    check(
        "phq9 3,3,3,3,3,3,2,0,0 => 20 severe; 9 answered, sum 20; alert 2
        phq9 3,3,3,3,3,2,2,0, => 21 severe; 8 answered, sum 19, prorated",
    );
}

#[test]
fn answers_that_cannot_be_annas_are_explained_with_their_place() {
    let wanted = "write a whole number, na for not applicable, or nothing for missing";
    check(
        "phq2 1 => refused: PHQ-2 takes 2 values, not 1: leave a place empty where an answer is missing
        phq2 1,4 => refused: value 2 is 4: its scale runs from 0 to 3
        phq2 -10,1 => refused: value 1 is -10: its scale runs from 0 to 3
        eq5d5l 1,1,1,1,1,101 => refused: value 6 is 101: its scale runs from 0 to 100",
    );
    for typed in ["two", "1.5", "n/a", "99999999999"] {
        check(&format!("phq2 1,{typed} => refused: value 2 is \"{typed}\": {wanted}"));
    }
}

#[test]
fn every_code_for_no_answer_is_read_as_one() {
    let wemwbs = instrument("wemwbs").unwrap();

    let read = read_answers(wemwbs, "-2,-3,-4,-5,-6,-7,-8,-9,,-1, NA ,na,1, 5 ").unwrap();

    assert_eq!(read[..9], [ItemAnswer::Missing; 9]);
    assert_eq!(read[9..12], [ItemAnswer::NotApplicable; 3]);
    assert_eq!(read[12..], [1, 5].map(ItemAnswer::Value));
}

#[test]
fn the_json_has_the_agreed_keys_and_null_where_there_is_no_score() {
    let json = |id, answers| serde_json::to_string(&scored(id, answers)).unwrap();

    assert_eq!(
        json("phq9", "1,2,2,1,0,1,2,,0"),
        r#"{"instrument":"phq9","raw":9,"score":10,"band":"moderate","answered":8,"prorated":true,"algorithm":"phq9-sum-prorated","version":"1","subscales":{}}"#
    );
    assert_eq!(
        json("eq5d5l", "2,1,2,3,2,65"),
        r#"{"instrument":"eq5d5l","raw":10,"score":null,"band":null,"answered":5,"prorated":false,"algorithm":"eq5d5l-profile","version":"1","subscales":{"profile":"21232","level_sum":10,"vas":65}}"#
    );
    assert!(json("swemwbs", "3,3,2,3,4,3,4").contains(r#""score":19.98,"band":null,"#));
    assert!(json("brs", "4,2,4,2,4,2").contains(r#""score":4.0,"band":"normal","#));
}

#[test]
fn the_terminal_says_what_was_counted_and_why_there_is_no_score() {
    let explained = |id, answers| scored(id, answers).explain().to_owned();

    assert_eq!(
        explained("phq9", "1,2,2,1,0,1,2,,0"),
        "PHQ-9 (version 1): 10, moderate\n8 of 9 items answered; missing: 8.\n\
         Their sum is 9; prorated to 9 items: 9 ÷ 8 × 9 = 10.125, rounded half up to 10."
    );
    assert_eq!(
        explained("wsas", "na,4,3,5,"),
        "WSAS (version 1): no score\n3 of 5 items answered; missing: 5; not applicable: 1.\n\
         No score: at most 1 of 5 items may be without an answer."
    );
    assert_eq!(
        explained("brs", "4,2,4,2,4,2"),
        "BRS (version 1): 4.00, normal\n6 of 6 items answered.\n\
         Their sum is 24, items 2, 4 and 6 reversed; 24 ÷ 6 = 4.00."
    );
    assert_eq!(
        explained("eq5d5l", "2,1,2,3,2,65"),
        "EQ-5D-5L (version 1): no score\n5 of 5 items answered.\n\
         No score: an index needs a value set, and none is loaded.\n\
         profile: 21232\nlevel_sum: 10\nvas: 65"
    );
}

#[test]
fn only_words_that_may_be_passed_on_come_with_the_program() {
    let allowed = "ons4 ucla3 phq9 phq2 gad7 gad2 k6 k10 k10us jse";
    for instrument in instruments() {
        let bundled = instrument.text_policy == TextPolicy::Bundled;
        let may_be = allowed.split(' ').any(|id| id == instrument.id);
        assert_eq!((bundled, instrument.text.is_some()), (may_be, may_be));
    }
    assert_eq!(instrument("swemwbs").unwrap().stub(3), "SWEMWBS item 3");
}

#[test]
fn anna_reads_not_at_all_and_never_not_at_all_sure() {
    for id in ["phq9", "phq2", "gad7", "gad2"] {
        let text = instrument(id).unwrap().text.as_ref().unwrap();
        let zero = text.options.iter().find(|option| option.value == 0);
        assert_eq!(zero.unwrap().label, "Not at all");
    }
    let unscored = &instrument("phq9").unwrap().text.as_ref().unwrap().unscored[0];
    let labels: Vec<&str> = unscored.options.iter().map(|o| o.label.as_str()).collect();
    let difficult = "Not difficult at all|Somewhat difficult|Very difficult|Extremely difficult";
    assert_eq!(labels.join("|"), difficult);
}
