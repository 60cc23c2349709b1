//! Whatever strangers type: what is believed of it is something that the question can have.

mod possible;

use chrono::NaiveDate;
use possible::is_possible;
use proptest::prelude::*;
use surveys::{
    answer::{self, Setting},
    catalogue,
    condition::Look,
    definition::Question,
    typed::Typed,
    value::Value,
};

/// Nothing is known of whoever types.
struct Nobody;

impl Look for Nobody {
    fn look(&self, _: &str) -> Option<Value> {
        None
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day")
}

fn questions() -> Vec<&'static Question> {
    catalogue::surveys().iter().flat_map(|survey| survey.questions()).collect()
}

/// Every field that belongs to a question.
fn fields(question: &Question) -> Vec<String> {
    let mut fields = answer::fields(question);
    fields.extend(question.words().map(|(field, _)| field));
    fields.push(format!("{}_none", question.key));
    fields
}

/// What people type into a field, and what nobody should.
fn text(field: &str) -> BoxedStrategy<String> {
    let fitting = match field.rsplit('_').next() {
        Some("day" | "month") => "[1-9]|1[0-2]",
        Some("year") => "(19|20)[0-9]{2}",
        Some("email") => "[a-z.]{1,8}@[a-z.]{1,8}",
        Some("mobile") => "[0-9+() -]{5,16}",
        Some("none") => "dont_know|refused|-[0-9]",
        _ => "[0-9]{1,3}",
    };
    prop_oneof![
        6 => fitting,
        1 => "-?[0-9 ,.£]{1,12}",
        1 => "[a-z]{3,9}",
        1 => ".{0,40}",
        1 => Just("\0".to_owned()),
        1 => Just("x".repeat(5_000)),
    ]
    .boxed()
}

/// A question, and what somebody types into some of its fields.
fn typed() -> impl Strategy<Value = (&'static Question, Typed)> {
    prop::sample::select(questions()).prop_flat_map(|question| {
        let fields: Vec<_> = fields(question)
            .into_iter()
            .map(|field| (text(&field), prop::bool::weighted(0.7), Just(field)))
            .collect();
        fields.prop_map(move |fields| {
            let given = fields.into_iter().filter(|(_, is_typed, _)| *is_typed);
            let pairs = given.map(|(text, _, field)| (field, text));
            (question, Typed::from_pairs(pairs))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_makes_an_answer_that_the_question_can_have_or_none(
        (question, typed) in typed(),
        prompted in any::<bool>(),
    ) {
        let setting = Setting { scope: &Nobody, today: today(), prompted };

        for (variable, value) in answer::parse(question, &typed, &setting).into_iter().flatten() {
            let Some(value) = value else { continue };
            prop_assert!(
                is_possible(question, &variable, &value, today()),
                "{variable} became {value:?}"
            );
        }
    }
}
