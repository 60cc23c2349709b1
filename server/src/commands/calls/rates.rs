//! Rates as they are told.

use chrono::NaiveDate;
use records::calls::Rated;
use serde_json::{Value, json};
use surveys::{
    calls::{Design, Tally},
    keys::WaveKey,
};

use crate::commands::{Refused, say};

/// Tells them: shares of 1 with four decimals, and none where there is nobody.
pub(super) fn tell(
    rated: &Rated,
    (wave, as_of): (&WaveKey, NaiveDate),
    as_json: bool,
) -> Result<(), Refused> {
    let design = match rated.design {
        Design::Sample => "sample",
        Design::Trial => "trial",
    };
    if as_json {
        let told = json!({ "wave": wave.as_str(), "as_of": as_of, "design": design });
        return say(figures(rated, told));
    }
    say(format!("{wave} as of the end of {as_of}, counted as a {design}"))?;
    for (name, count) in counts(&rated.tally) {
        say(format!("{count:>8} {name}"))?;
    }
    for (name, rate) in rates(&rated.tally) {
        let rate = rate.map_or_else(|| "-".to_owned(), |rate| format!("{rate:.4}"));
        say(format!("{rate:>8} {name}"))?;
    }
    match rated.left_out {
        0 => Ok(()),
        people => say(format!("{people:>8} whose data cannot be read, and who are in no figure")),
    }
}

fn figures(rated: &Rated, mut told: Value) -> Value {
    for (name, count) in counts(&rated.tally) {
        told[name] = count.into();
    }
    for (name, rate) in rates(&rated.tally) {
        told[name] = rate.map(rounded).into();
    }
    told["left_out"] = rated.left_out.into();
    told
}

/// To four decimals.
pub(super) fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

const fn counts(tally: &Tally) -> [(&'static str, u32); 8] {
    [
        ("I", tally.complete),
        ("P", tally.partial),
        ("R", tally.refused),
        ("NC", tally.not_contacted),
        ("O", tally.other),
        ("UO", tally.unknown),
        ("ineligible", tally.ineligible),
        ("died", tally.died),
    ]
}

fn rates(tally: &Tally) -> [(&'static str, Option<f64>); 7] {
    [
        ("RR1", tally.rr1()),
        ("RR2", tally.rr2()),
        ("e", tally.e()),
        ("RR3", tally.rr3()),
        ("COOP1", tally.coop1()),
        ("REF1", tally.ref1()),
        ("CON1", tally.con1()),
    ]
}
