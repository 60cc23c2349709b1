//! Where a flaw stands in the files of the messages: at the words that it is about, where there are such.

use std::ops::Range;

use super::{MessageFiles, named};
use crate::{
    authoring::{Fault, File, near::near},
    messages::{FillIn, Flaw, OfStep, OfText, OfWhole, Wrong},
};

impl MessageFiles {
    pub(super) fn fault(&self, flaw: &Flaw) -> Fault {
        let (file, at) = self.place(flaw);
        let at = words(flaw).and_then(|words| within(file, &at, &words)).unwrap_or(at);
        file.fault(at, flaw.problem(), mend(flaw))
    }

    fn place(&self, flaw: &Flaw) -> (&File, Range<usize>) {
        let message = flaw.message.as_ref().map(ToString::to_string);
        let own = match &flaw.wrong {
            Wrong::Whole(OfWhole::Health(_)) => Some("sender".to_owned()),
            Wrong::Whole(OfWhole::NoWave(wave)) => Some(format!("vouchers.{wave}")),
            _ => None,
        };
        let text = flaw.text().as_ref().map(named);
        let names = [text, message, own, Some("language".to_owned())];
        let languages = [&flaw.language, &self.messages.language];
        let found = names.into_iter().flatten().find_map(|name| {
            languages.iter().find_map(|of| self.places.get(&((*of).clone(), name.clone())))
        });
        let (file, at) = found.cloned().unwrap_or((0, 0..0));
        (&self.files[file], at)
    }
}

/// As they stand in the text, in whichever case.
fn words(flaw: &Flaw) -> Option<String> {
    let braced = |one: &FillIn| format!("{{{}}}", one.name());
    Some(match &flaw.wrong {
        Wrong::Text(OfText::Unknown(name)) => format!("{{{name}}}"),
        Wrong::Text(OfText::NotHere(one) | OfText::NotKnown(one) | OfText::NotAlone(one))
        | Wrong::Step(.., OfStep::Early(one) | OfStep::NotGiven(one)) => braced(one),
        Wrong::Text(
            OfText::Health(words)
            | OfText::Promotion(words)
            | OfText::Offer(words)
            | OfText::Loud(words)
            | OfText::LongSentence(_, words),
        )
        | Wrong::Step(.., OfStep::Voucher(words, _)) => words.clone(),
        Wrong::Text(OfText::Wide(letters)) => letters.first()?.0.to_string(),
        Wrong::Step(.., OfStep::Untrue(claim, ..) | OfStep::NotLast(claim)) => (*claim).to_owned(),
        Wrong::Step(.., OfStep::Minutes(said, _)) => format!("{said} min"),
        _ => return None,
    })
}

/// Where these words stand between two places of a file.
pub(in crate::authoring) fn within(
    file: &File,
    at: &Range<usize>,
    words: &str,
) -> Option<Range<usize>> {
    let text = file.text.get(at.clone())?.to_ascii_lowercase();
    let found = text.find(&words.to_ascii_lowercase())?;
    Some(at.start + found..at.start + found + words.len())
}

fn mend(flaw: &Flaw) -> String {
    let meant = match &flaw.wrong {
        Wrong::Text(OfText::Unknown(name)) => near(name, FillIn::ALL.map(FillIn::name)),
        _ => None,
    };
    meant.map_or_else(|| flaw.mend(), |name| format!("did you mean {{{name}}}?"))
}
