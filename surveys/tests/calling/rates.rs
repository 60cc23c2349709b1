//! The rates of a wave, by AAPOR's formulas.

use surveys::calls::{Class, Design, Outcome, Tally};

/// Rounded to four places.
fn places(rate: Option<f64>) -> String {
    rate.map_or("none".to_owned(), |rate| format!("{rate:.4}"))
}

#[test]
fn the_rates_of_a_wave_are_those_of_the_formulas() {
    let tally = Tally {
        complete: 412,
        partial: 38,
        refused: 61,
        not_contacted: 174,
        other: 12,
        unknown: 45,
        ineligible: 8,
        died: 0,
    };
    let rates = [
        tally.rr1(),
        tally.rr2(),
        tally.e(),
        tally.rr3(),
        tally.coop1(),
        tally.ref1(),
        tally.con1(),
    ];

    assert_eq!(
        rates.map(places),
        ["0.5553", "0.6065", "0.9887", "0.5556", "0.7878", "0.0822", "0.7049"]
    );
}

#[test]
fn in_a_trial_everybody_counts_so_that_e_is_one_and_whoever_withdrew_refused() {
    use Outcome as O;
    let outcomes =
        [O::Complete, O::CompleteOnline, O::NotTried, O::Withdrawn, O::Died, O::NoAnswer];
    let trial = Tally::of(Design::Trial, outcomes);
    let sample = Tally::of(Design::Sample, outcomes);

    let expected =
        Tally { complete: 2, refused: 1, not_contacted: 2, other: 1, died: 1, ..Tally::default() };
    assert_eq!(trial, expected);
    assert_eq!(places(trial.e()), "1.0000");
    assert_eq!(trial.rr1(), trial.rr3());
    assert_eq!((sample.unknown, sample.ineligible, sample.refused), (1, 1, 0));
    assert_eq!(places(sample.e()), "0.8000");
}

#[test]
fn a_wave_of_nobody_has_no_rates() {
    let nobody = Tally::default();

    assert_eq!([nobody.rr1(), nobody.rr3(), nobody.coop1(), nobody.con1()], [None; 4]);
}

#[test]
fn every_outcome_counts_somewhere_in_a_trial_and_nobody_falls_out() {
    for outcome in Outcome::ALL {
        let class = Design::Trial.class(outcome);
        assert!(!matches!(class, Class::Unknown | Class::Excluded), "{outcome:?}");
        assert_eq!(Tally::of(Design::Trial, [outcome]).eligible(), 1, "{outcome:?}");
    }
}
