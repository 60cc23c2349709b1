//! What types were called in forms of some years ago. Such forms are copied to this day, and still convert there.

/// Beginnings of types, the longer before the shorter, and what stands there now.
const FORMERLY: [(&str, &str); 27] = [
    ("select all that apply from", "select_multiple"),
    ("select all that apply", "select_multiple"),
    ("select multiple prompt using", "select_multiple"),
    ("select multiple from file", "select_multiple_from_file"),
    ("select multiple from", "select_multiple"),
    ("select multiple using", "select_multiple"),
    ("select one prompt using", "select_one"),
    ("select one from file", "select_one_from_file"),
    ("select one external", "select_one_external"),
    ("select one from", "select_one"),
    ("select one using", "select_one"),
    ("get start time", "start"),
    ("start time", "start"),
    ("get end time", "end"),
    ("end time", "end"),
    ("get today", "today"),
    ("get device id", "deviceid"),
    ("device id", "deviceid"),
    ("get subscriber id", "subscriberid"),
    ("subscriber id", "subscriberid"),
    ("get sim id", "simserial"),
    ("sim id", "simserial"),
    ("get phone number", "phonenumber"),
    ("phone number", "phone_number"),
    ("date time", "datetime"),
    ("looped group", "repeat"),
    ("picture", "image"),
];

/// The words of a type as they are now: `add integer prompt` and `q int` are numbers, and `select one from yes_no`
/// is `select_one yes_no`. The names of lists stay as they are written.
pub(super) fn words(told: &str) -> Vec<&str> {
    let mut words: Vec<_> = told.split_whitespace().collect();
    let is = |word: Option<&&str>, wanted: &str| {
        word.is_some_and(|word| word.eq_ignore_ascii_case(wanted))
    };
    if words.len() > 1 && (is(words.first(), "add") || is(words.first(), "q")) {
        words.remove(0);
        words.pop_if(|last| last.eq_ignore_ascii_case("prompt"));
    }
    let begins = |(before, _): &&(&str, &str)| {
        let mut before = before.split(' ').enumerate();
        before.all(|(place, word)| is(words.get(place), word))
    };
    if let Some((before, now)) = FORMERLY.iter().find(begins) {
        words.splice(..before.split(' ').count(), now.split(' '));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_types_were_called_is_what_they_are_called_now() {
        for (before, now) in [
            ("select all that apply from Help", "select_multiple Help"),
            ("Select One From Help or specify other", "select_one Help or specify other"),
            ("add select one prompt using help", "select_one help"),
            ("add integer prompt", "integer"),
            ("q date time", "datetime"),
            ("get start time", "start"),
            ("select_one help", "select_one help"),
            ("select one help", "select one help"),
            ("add", "add"),
            ("", ""),
        ] {
            assert_eq!(words(before).join(" "), now, "{before}");
        }
    }
}
