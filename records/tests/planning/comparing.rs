//! What another protocol would do is told before it is published, and for whom only to who looks after the messages.

use records::{
    auth::By,
    schedule::{self, Affected, Changes, Effect},
};
use surveys::{
    keys::{StepKey, WaveKey},
    protocol::Protocol,
    stopping::Way,
};

use super::{
    databases::both,
    week::{Week, march, second},
};

/// What would come of it at a moment in March, a line for each send of the first survey.
async fn told(week: &Week, now: &str, change: impl FnOnce(&mut Protocol)) -> (Effect, Vec<String>) {
    let mut next = Protocol { version: 3, ..second() };
    change(&mut next);
    let by = By::CommandLine;
    let effect = schedule::compare(&week.db, &by, &week.study, &next, march(now)).await;
    let effect = effect.expect("it is worked out");
    let line = |((_, step, way), own): (&(WaveKey, StepKey, Way), &Changes)| {
        let Changes { moved, dropped, added, other_message, at_once } = own;
        format!(
            "{step} {}: {moved} move, {dropped} go, {added} come, {other_message} say else, {at_once} at once",
            way.as_str()
        )
    };
    let lines = effect.sends.iter().map(line).collect();
    (effect, lines)
}

#[tokio::test]
async fn of_a_survey_that_is_new_is_told_for_how_many_it_opens() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let again = WaveKey::new("again").expect("a key");

        let (effect, sends) = told(&week, "6T12:30", |next| {
            let mut new = next.waves[0].clone();
            (new.wave.key, new.wave.prefix) = (again.clone(), "w9".to_owned());
            new.steps.clear();
            next.waves.push(new);
        })
        .await;

        assert_eq!(effect.windows[&again].in_words(), "It opens at once for 2 people.");
        assert_eq!((effect.affected, sends.len()), (2, 0));
    })
    .await;
}

#[tokio::test]
async fn what_anna_and_ben_are_sent_would_move_and_nothing_goes_for_it() {
    both(|db| async move {
        let week = Week::begins(db).await;

        let (effect, same) = told(&week, "2T12:00", |_| {}).await;
        assert_eq!((effect.people, effect.affected, same), (2, 0, Vec::new()));

        let (effect, moved) = told(&week, "2T12:00", |next| {
            next.waves[0].steps[0].day = 3;
            next.waves[0].steps.remove(1);
        })
        .await;

        assert_eq!(effect.affected, 2);
        assert_eq!(
            moved,
            [
                "invitation sms: 2 move, 0 go, 0 come, 0 say else, 0 at once",
                "invitation email: 1 move, 0 go, 0 come, 0 say else, 0 at once",
                "reminder sms: 0 move, 2 go, 0 come, 0 say else, 0 at once",
            ]
        );
        assert_eq!(effect.sum().moved, 3);
        assert_eq!(week.outbox().await, Vec::<String>::new(), "looking sends nothing");
    })
    .await;
}

#[tokio::test]
async fn what_was_handed_over_is_not_told_again() {
    both(|db| async move {
        let week = Week::begins(db).await;
        assert_eq!(week.hands_over("3T12:30").await, 3);

        let (effect, told) = told(&week, "3T12:30", |next| next.waves[0].steps[0].day = 3).await;

        assert_eq!((effect.affected, told), (0, Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn what_goes_at_once_and_whose_survey_closes_is_told_before_it_is_published() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.hands_over("3T12:30").await;

        let (effect, sends) = told(&week, "6T12:30", |next| {
            next.waves[0].wave.open_for = Some(2);
            next.waves[0].wave.grace = None;
            next.waves[0].steps.remove(1);
        })
        .await;

        assert_eq!(effect.affected, 2);
        assert_eq!(sends, ["reminder sms: 0 move, 2 go, 0 come, 0 say else, 0 at once"]);
        let of_baseline: Vec<_> = effect.windows.values().map(|own| own.in_words()).collect();
        assert_eq!(of_baseline, [
            "It closes at once for 2 people. Of those for whom it closes or ends otherwise, 2 were written to about \
             it, and may have been told the day that was."
        ]);

        let (effect, sends) =
            told(&week, "6T17:30", |next| next.waves[0].steps[1].day = 4).await;

        assert_eq!(sends, ["reminder sms: 2 move, 0 go, 0 come, 0 say else, 2 at once"]);
        assert_eq!(effect.sum().in_words(), "2 messages move (2 of them go at once)");
        let days: Vec<_> = effect.days.iter().map(|((_, days), cases)| (*days, *cases)).collect();
        let day = |day| march(&format!("{day}T12:00")).date_naive();
        assert_eq!(days, [((Some(day(10)), Some(day(6))), 2)]);
    })
    .await;
}

/// `1001: invitation sms 3 → 5`, for each send of somebody that changes.
fn lines(one: &Affected) -> Vec<String> {
    let line = |((_, step, way), (from, to)): &(schedule::Named, schedule::FromTo)| {
        let day = |day: &Option<chrono::NaiveDate>| day.expect("a day").format("%-d").to_string();
        format!("{}: {step} {} {} → {}", one.number, way.as_str(), day(from), day(to))
    };
    one.change.sends.iter().map(line).collect()
}

#[tokio::test]
async fn whoever_looks_after_the_messages_as_well_is_told_for_whom_in_the_order_of_enrolment() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let mut next = Protocol { version: 3, ..second() };
        next.waves[0].steps[0].day = 3;
        let (db, study, now) = (&week.db, &week.study, march("2T12:00"));
        let by = (&By::CommandLine, &By::CommandLine);

        let all = schedule::compare_each(db, by, (study, 500), &next, now).await;
        let one = schedule::compare_each(db, by, (study, 1), &next, now).await;

        let (effect, each) = all.expect("it is worked out");
        let told: Vec<_> = each.iter().flat_map(lines).collect();
        assert_eq!(
            told,
            [
                "1001: invitation sms 3 → 5",
                "1001: invitation email 3 → 5",
                "1002: invitation sms 3 → 5"
            ]
        );
        assert!(each.iter().all(|one| one.change.windows.is_empty()), "{each:?}");
        let (same, first) = one.expect("it is worked out");
        assert_eq!((same, first.as_slice()), (effect, &each[..1]), "the sums are of everybody");
    })
    .await;
}
