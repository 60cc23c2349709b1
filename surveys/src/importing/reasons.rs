//! Options that say why there is no answer, such as “Rather not say”. Here these are no options: the platform offers
//! them itself and keeps them as missing, so that no mean and no table counts them as answers.

mod said;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use super::outcome::{Difference, Staying, Stays};
use crate::value::Missing;

/// Which option of which field conditions look for, by their names there.
pub(super) type LookedFor = BTreeSet<(String, String)>;

/// The options of one question that say why there is no answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Reasons {
    /// By their names there.
    pub apart: BTreeMap<String, Missing>,
    /// What is to be told of them.
    pub told: Vec<Difference>,
}

impl Reasons {
    /// Those among options, each with its name and its words. One that a condition looks for stays an option, since
    /// conditions cannot look for a reason, and so does one that may be an answer; so do all where there would be less
    /// than two left to choose from. Each that stays is told.
    pub fn among<'o>(
        options: impl Iterator<Item = (&'o str, &'o str)>,
        is_looked_for: &dyn Fn(&str) -> bool,
    ) -> Self {
        let options: Vec<_> = options.collect();
        let likely: Vec<_> = options.iter().map(|(name, words)| likely(name, words)).collect();
        let beside = Beside::of(&options, &likely);
        let mut reasons = Self::default();
        let mut stay = Vec::new();
        for ((name, words), likely) in options.iter().zip(&likely) {
            let option = (*words).to_owned();
            match likely {
                None => {}
                Some(Likely { why, is_certain })
                    if !is_certain && !beside.sets_apart(name, *why) =>
                {
                    let is_country = beside.are_abbreviated && is_abbreviated(words);
                    let staying = Staying { option, why: Stays::MayBeAnswer };
                    stay.extend((!is_country).then_some(staying));
                }
                Some(_) if is_looked_for(name) => {
                    stay.push(Staying { option, why: Stays::LookedFor });
                }
                Some(Likely { why, .. }) => {
                    reasons.apart.insert((*name).to_owned(), *why);
                    reasons.told.push(match why {
                        Missing::Refused => Difference::PreferNotToSay(option),
                        _ => Difference::DontKnow(option),
                    });
                }
            }
        }
        if options.len() < reasons.apart.len() + 2 {
            let all = options.iter().zip(&likely).filter(|(_, likely)| likely.is_some());
            stay = all.map(|((_, words), _)| Staying::for_want_of_others(words)).collect();
            reasons = Self::default();
        }
        reasons.told.extend(stay.into_iter().map(Difference::StaysOption));
        reasons
    }

    /// Whether “prefer not to say” is to be offered from the start, as it was there.
    pub fn offers_refusal(&self) -> bool {
        self.apart.values().any(|why| *why == Missing::Refused)
    }
}

/// An option that is likely to say why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Likely {
    why: Missing,
    /// Its words or its name say nothing else.
    is_certain: bool,
}

/// Whether the words say no more than why there is no answer. “Refused” may be an answer (to an offer), unless its
/// code is one of those that are kept for what is missing.
fn likely(name: &str, words: &str) -> Option<Likely> {
    // No such words are longer, and a list may have many thousands.
    if words.len() > LONGEST {
        return None;
    }
    let words = bare(words);
    let is_named = |list: &[&str]| list.contains(&name.to_lowercase().as_str());
    let by_name = || {
        let is_unknown = is_named(&["asked-unknown", "dont_know", "dontknow", "do_not_know"]);
        let is_refused = is_named(&["asked-declined", "prefer_not_to_say"]);
        let unknown = is_unknown.then_some(Missing::DontKnow);
        is_refused.then_some(Missing::Refused).or(unknown)
    };
    let certain = BY_WORDS.get(&words).copied().or_else(by_name);
    let doubtful = || BY_CODE.get(&words).copied();
    let is_certain = certain.is_some() || is_kept_for_missing(name);
    certain.or_else(doubtful).map(|why| Likely { why, is_certain })
}

/// What stands beside options whose words may be an answer.
struct Beside {
    /// The highest number among the names of the others.
    highest: Option<u32>,
    /// Each of the others has two letters, as countries do: “DK” is one of them.
    are_abbreviated: bool,
}

impl Beside {
    fn of(options: &[(&str, &str)], likely: &[Option<Likely>]) -> Self {
        let others = || options.iter().zip(likely).filter(|(_, likely)| likely.is_none());
        Self {
            highest: others().filter_map(|((name, _), _)| name.parse().ok()).max(),
            are_abbreviated: others().all(|((_, words), _)| is_abbreviated(words)),
        }
    }

    /// Whether the name of the option is kept for a reason: `rf`, or a 9 with no 8 before it.
    fn sets_apart(&self, name: &str, why: Missing) -> bool {
        let name = name.to_lowercase();
        let is_named = match why {
            Missing::Refused => REFUSED_NAMES.contains(&&*name),
            _ => UNKNOWN_NAMES.contains(&&*name) && !self.are_abbreviated,
        };
        let is_last = |code: u32| {
            (7..=9).contains(&code) && self.highest.is_some_and(|highest| highest + 1 < code)
        };
        is_named || name.parse().is_ok_and(is_last)
    }
}

fn is_abbreviated(words: &str) -> bool {
    words.trim().chars().count() == 2
}

/// What interviewers' forms call them.
const REFUSED_NAMES: [&str; 5] = ["rf", "ref", "rfsd", "refuse_answer", "no_answer"];
const UNKNOWN_NAMES: [&str; 5] = ["dk", "d_k", "dnk", "idk", "nsp"];

/// Bytes; some letters take four.
const LONGEST: usize = 160;

type Said = BTreeMap<String, Missing>;

/// What is said for want of an answer, as words are compared.
static BY_WORDS: LazyLock<Said> = LazyLock::new(|| said(&said::REFUSED, &said::DONT_KNOW));
/// What is said so beside a code that is kept for what is missing.
static BY_CODE: LazyLock<Said> =
    LazyLock::new(|| said(&said::REFUSED_BY_CODE, &said::UNKNOWN_BY_CODE));

fn said(refused: &[&str], unknown: &[&str]) -> Said {
    let refused = refused.iter().map(|words| (bare(words), Missing::Refused));
    let unknown = unknown.iter().map(|words| (bare(words), Missing::DontKnow));
    refused.chain(unknown).collect()
}

/// Small letters with single spaces, without what people say around it: “I would rather not say (do not read out)”.
fn bare(words: &str) -> String {
    let said = words.split(['(', '[']).next().unwrap_or_default().to_lowercase();
    let said = said.replace(['\'', '’', '‘', '`'], "");
    let said: Vec<_> = said.split(|c: char| !c.is_alphanumeric()).collect();
    let said: Vec<_> = said.into_iter().filter(|word| !word.is_empty()).collect();
    let from = said.iter().position(|word| !["i", "id", "would"].contains(word));
    said[from.unwrap_or(said.len())..].join(" ")
}

/// Below 0, or of nothing but sevens, eights and nines, two at least: -1, 77, 88, 99, 999.
pub(super) fn is_kept_for_missing(name: &str) -> bool {
    let is_below = name.strip_prefix('-').is_some_and(|rest| rest.parse::<u32>().is_ok());
    is_below || (name.len() > 1 && name.chars().all(|digit| ('7'..='9').contains(&digit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(name: &str, words: &str) -> Option<Missing> {
        likely(name, words).filter(|likely| likely.is_certain).map(|likely| likely.why)
    }

    #[test]
    fn whoever_would_rather_not_say_is_known_by_the_words_in_any_of_the_languages() {
        for (name, words) in [
            ("-99", "Rather not say"),
            ("5", "I’d prefer not to say"),
            ("r", "Prefer not to answer (do not read out)"),
            ("99", "Refused"),
            ("asked-declined", "Heb ei ateb"),
            ("9", "Mae'n well gen i beidio â dweud"),
            ("9", "Prefiero no responder"),
            ("9", "Je préfère ne pas répondre"),
            ("9", "Recusou-se a responder"),
            ("9", "Keine Angabe"),
            ("9", "Hataki kujibu"),
            ("9", "أفضل عدم الإجابة"),
            ("9", "উত্তর দিতে চাই না"),
            ("99", "Refus"),
        ] {
            assert_eq!(reason(name, words), Some(Missing::Refused), "{words}");
        }
    }

    #[test]
    fn not_knowing_is_known_by_its_words_and_an_answer_like_a_reason_is_none() {
        for (name, words) in [
            ("3", "Don't know"),
            ("dk", "I don’t know"),
            ("-1", "Unknown"),
            ("8", "Ddim yn gwybod"),
            ("8", "No sabe"),
            ("8", "Ne sait pas (ne pas lire)"),
            ("8", "Não sei"),
            ("8", "Weiß nicht"),
            ("8", "Sijui"),
            ("8", "لا أعرف"),
            ("8", "জানি না"),
            ("88", "Desconocido"),
        ] {
            assert_eq!(reason(name, words), Some(Missing::DontKnow), "{words}");
        }
        for (name, words) in [
            ("2", "Refused"),
            ("3", "Not sure"),
            ("-97", "Not applicable"),
            ("dk", "Denmark"),
            ("2", "Refus"),
        ] {
            assert_eq!(reason(name, words), None, "{words}");
        }
    }

    #[test]
    fn what_a_condition_looks_for_stays_and_so_does_all_where_nothing_would_be_left() {
        let options = [("1", "Yes"), ("2", "No"), ("8", "Don't know"), ("9", "Rather not say")];
        let reasons = Reasons::among(options.into_iter(), &|name| name == "9");
        assert_eq!(reasons.apart, BTreeMap::from([("8".to_owned(), Missing::DontKnow)]));
        assert_eq!(reasons.told.len(), 2);

        let reasons = Reasons::among([options[0], options[2]].into_iter(), &|_| false);
        let option = "Don't know".to_owned();
        let told = Difference::StaysOption(Staying { option, why: Stays::TooFew });
        assert_eq!((reasons.apart.len(), reasons.told), (0, vec![told]));
    }

    #[test]
    fn a_word_that_may_be_an_answer_is_none_behind_a_code_that_stands_apart_and_is_told_elsewhere()
    {
        let check = |options: &[(&str, &str)], apart: &[&str], stay: &[&str]| {
            let reasons = Reasons::among(options.iter().copied(), &|_| false);
            let stays = reasons.told.iter().filter_map(|told| match told {
                Difference::StaysOption(Staying { option, why: Stays::MayBeAnswer }) => {
                    Some(&**option)
                }
                _ => None,
            });
            assert_eq!(stays.collect::<Vec<_>>(), stay, "{options:?}");
            assert_eq!(reasons.apart.into_keys().collect::<Vec<_>>(), apart, "{options:?}");
        };
        let yes_no = [("1", "Yes"), ("2", "No")];
        let with = |more: &[(&'static str, &'static str)]| [&yes_no, more].concat();

        check(&with(&[("8", "DK"), ("9", "Refused")]), &["8", "9"], &[]);
        check(&with(&[("dk", "DK"), ("rf", "Refused")]), &["dk", "rf"], &[]);
        check(&with(&[("3", "Refused"), ("4", "No answer")]), &[], &["Refused", "No answer"]);
        check(&with(&[("3", "Don't know"), ("4", "Refused")]), &["3"], &["Refused"]);
        check(&[("7", "Never"), ("8", "Refused"), ("9", "Offered")], &[], &["Refused"]);
        check(&[("uk", "UK"), ("dk", "DK"), ("se", "SE")], &[], &[]);
    }
}
