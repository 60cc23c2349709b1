//! What interviewers say around the questions, in the order of a call: the words that their pages have before them, and those of the
//! study.

use surveys::{
    comparing::{Passage, words},
    definition::Survey,
    interview::{Manner, Moment, Saying},
    safeguarding::Safeguarding,
    stopping::{all_that_goes_on, all_that_stops},
    study::Study,
};

use super::{
    Asked, Followed, Read,
    document::{Document, Part, Said},
    messages::voicemails,
    since,
};

pub fn interviewers(
    document: &mut Document,
    (read, followed): (&Read, &Followed),
    asked: &[Asked],
) {
    document.heading("What interviewers say");
    document.text(
        "In the order of a call, as it stands on the pages that interviewers have before them. What is in quotation marks \
         is read out as it is written; what stands in braces is filled in. The questions stand under “Questionnaires on \
         the telephone”.",
    );
    let is_marked = followed.since.is_some() || read.since.is_some();
    if is_marked || asked.iter().any(|one| one.since.is_some()) {
        document.text(
            "What is said on a voicemail, how long a survey takes and what hangs on the study's own words is marked where it \
             changed: struck through is what stood in the earlier version only, underlined is what is new.",
        );
    }
    for moment in Moment::ALL {
        document.smaller(moment.title());
        since::told(document, read, |part, study| part.list(said(study, moment)));
        match moment {
            Moment::Voicemail => voicemails(document, (read.now.as_ref(), followed), asked),
            Moment::Introduction => minutes(document, asked),
            Moment::Pause => since::told(document, read, help),
            Moment::Refusal => stops(document),
            Moment::WhoIsThere | Moment::Questions | Moment::End => {}
        }
    }
}

/// What they say that hangs on the study's own words.
pub fn around(document: &mut Document, study: &Study) {
    for moment in Moment::ALL {
        document.list(said(study, moment));
    }
    help(document, study);
}

/// What is said then, or not said. What the study does not promise is not among it.
fn said(study: &Study, moment: Moment) -> Vec<String> {
    let own = study.safeguarding.as_ref().filter(|own| own.help.is_some());
    let promised = own.and_then(Safeguarding::promised);
    let mut facts =
        vec![("organisation", study.organisation.as_str()), ("study", study.title.as_str())];
    facts.extend(promised.as_deref().map(|days| ("days", days)));
    facts.extend(study.telephone.facts());
    let is_said = |saying: &Saying| match saying {
        Saying::ForAnybody => own.is_some(),
        Saying::Promise => promised.is_some(),
        Saying::Purpose => study.telephone.purpose.is_some(),
        Saying::OurNumber => study.telephone.our_number.is_some(),
        Saying::Monitoring => study.telephone.monitoring.is_some(),
        Saying::ProxyMay | Saying::ProxyIntroduce | Saying::ProxyLeftOut | Saying::ProxyAnswers => {
            study.answers_by_proxy
        }
        _ => true,
    };
    let then = Saying::ALL.into_iter().filter(|saying| saying.moment() == moment);
    then.filter(is_said).map(|saying| told(saying, &saying.said(&facts))).collect()
}

fn told(saying: Saying, words: &str) -> String {
    let condition = saying.condition().map(|condition| format!(", {condition}"));
    let condition = condition.unwrap_or_default();
    match saying.manner() {
        Manner::ReadOut => format!("They read out{condition}: “{words}”"),
        Manner::Told => format!("They are told{condition}: {words}"),
        Manner::Warned => format!("They are warned{condition}: {words}"),
    }
}

/// How long each survey takes, which is said before it.
fn minutes(document: &mut Document, asked: &[Asked]) {
    document.text("How long each survey takes:");
    for one in asked {
        let takes = |survey: &Survey| format!("{}: {} minutes", survey.title, survey.minutes);
        let now = takes(&one.now.survey);
        let passages = match &one.since {
            Some(since) => words(&takes(&since.survey), &now),
            None => vec![Passage::Kept(now)],
        };
        document.parts.push(Part::Words(Said { passages, language: None }));
    }
    document.text("The lines that help stand under “Where to get help”.");
}

/// Where the words stand that are read out to somebody who is upset: a committee reads them once.
fn help(document: &mut Document, study: &Study) {
    let has_own = study.safeguarding.as_ref().is_some_and(|own| own.help.is_some());
    document.text(match has_own {
        true => {
            "Who can help is said in the words under “What people are told at once”: what is said if a life is at risk, \
             where nobody has told anything or it is most urgent; then what fits what was told; then the lines."
        }
        false => "Who can help is read out from the lines under “Where to get help”.",
    });
}

/// What is read to them of what they stop.
fn stops(document: &mut Document) {
    document.text(
        "Somebody who would rather not now is asked how they want to go on, as above. Whoever wants to stop something is \
         told what stops, and what goes on, in those of these sentences that fit.",
    );
    document.strong("What stops");
    document.list(all_that_stops().into_iter().map(str::to_owned).collect());
    document.strong("What goes on");
    document.list(all_that_goes_on().into_iter().map(str::to_owned).collect());
}
