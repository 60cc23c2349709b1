//! Rates as they are told.

use chrono::NaiveDate;
use records::calls::Rated;
use serde_json::json;
use surveys::{calls::Design, keys::WaveKey};

use crate::commands::{Refused, say};

/// Tells them: shares of 1 with four decimals, and none where there is nobody.
pub(super) fn tell(
    rated: &Rated,
    (wave, as_of): (&WaveKey, NaiveDate),
    as_json: bool,
) -> Result<(), Refused> {
    let tally = &rated.tally;
    let counts = [
        ("I", tally.complete),
        ("P", tally.partial),
        ("R", tally.refused),
        ("NC", tally.not_contacted),
        ("O", tally.other),
        ("UO", tally.unknown),
        ("ineligible", tally.ineligible),
        ("died", tally.died),
    ];
    let rates = [
        ("RR1", tally.rr1()),
        ("RR2", tally.rr2()),
        ("e", tally.e()),
        ("RR3", tally.rr3()),
        ("COOP1", tally.coop1()),
        ("REF1", tally.ref1()),
        ("CON1", tally.con1()),
    ];
    let design = match rated.design {
        Design::Sample => "sample",
        Design::Trial => "trial",
    };
    if !as_json {
        say(format!("{wave} as of the end of {as_of}, counted as a {design}"))?;
        counts.iter().try_for_each(|(name, count)| say(format!("{count:>8} {name}")))?;
        return rates.iter().try_for_each(|(name, rate)| {
            say(rate
                .map_or_else(|| format!("       - {name}"), |rate| format!("{rate:>8.4} {name}")))
        });
    }
    let rounded = |rate: f64| (rate * 10_000.0).round() / 10_000.0;
    let mut told = json!({ "wave": wave.as_str(), "as_of": as_of, "design": design });
    for (name, count) in counts {
        told[name] = count.into();
    }
    for (name, rate) in rates {
        told[name] = rate.map(rounded).into();
    }
    told["left_out"] = rated.left_out.into();
    say(told)
}
