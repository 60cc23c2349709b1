//! What people do when a message has reached them: of a hundred, so many.

use chrono::{DateTime, TimeDelta, Utc};
use surveys::{
    invent::Dice,
    keys::WaveKey,
    replies::Reply,
    stopping::{Choice, Way},
};

use super::deeds::Deed;

/// What somebody does about a message, and when; most do nothing.
pub(super) fn to(
    (wave, way): (&WaveKey, Way),
    dice: &mut Dice,
    now: DateTime<Utc>,
) -> Option<(DateTime<Utc>, Deed)> {
    let minutes = dice.small(2, 3 * 24 * 60);
    let deed = match dice.between(1, 100) {
        1..=14 => Deed::Sends(wave.clone()),
        15..=19 => Deed::Begins(wave.clone()),
        20 | 24 if way == Way::Sms => Deed::Texts(Reply::Stop),
        20 => Deed::Stops(Choice::Contact(way), wave.clone()),
        21 if dice.chance(50) => Deed::Stops(Choice::NoMoreSurveys, wave.clone()),
        22 => Deed::Pauses(dice.between(3, 30)),
        23 => Deed::Stops(Choice::SkipSurvey, wave.clone()),
        25 if way == Way::Sms => Deed::Texts(Reply::Call),
        26 if way == Way::Sms => Deed::Texts(Reply::Other),
        _ => return None,
    };
    Some((now + TimeDelta::minutes(minutes), deed))
}

/// When somebody wants texts again after all who has just stopped them by a text; most never do.
pub(super) fn again(dice: &mut Dice, now: DateTime<Utc>) -> Option<(DateTime<Utc>, Deed)> {
    let minutes = dice.between(60, 14 * 24 * 60);
    dice.chance(30).then(|| (now + TimeDelta::minutes(minutes), Deed::Texts(Reply::Start)))
}
