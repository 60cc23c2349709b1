//! Answers in the words in which they were asked, and the scores that were worked out from them.

use records::requests::{Answers, Held, Score, Wave};
use surveys::fill::long_date;

use super::{html::Page, time};

pub fn all(page: &mut Page, held: &Held) {
    page.heading("What you answered");
    if held.waves.is_empty() {
        page.text("You have not begun a survey yet.");
    }
    for wave in &held.waves {
        one(page, wave);
    }
}

fn one(page: &mut Page, wave: &Wave) {
    page.smaller_heading(&wave.title);
    let sent = match wave.sent_at {
        Some(at) => format!("Begun on {}, sent on {}.", long_date(wave.begun_on), time(at)),
        None => format!("Begun on {}, not sent.", long_date(wave.begun_on)),
    };
    page.text(&sent);
    page.text(&format!("It was answered {}.", wave.how));
    match &wave.answers {
        Answers::Deleted { at } => {
            page.text(&format!("Your answers were deleted on {}.", time(*at)))
        }
        Answers::Here { questions, how_they_came_about, .. } => {
            let rows = questions
                .iter()
                .map(|asked| vec![asked.question.clone(), asked.answers.join("; ")]);
            let rows: Vec<_> = rows.collect();
            let caption = format!("Answers: {}", wave.title);
            page.table_or(&caption, &["Question", "Your answer"], &rows, "Nothing is answered.");
            if !how_they_came_about.is_empty() {
                page.text(
                    "What you changed each time you saved, and what is not finished, is in \
                     your-data.json.",
                );
            }
        }
    }
    scores(page, &wave.scores);
}

fn scores(page: &mut Page, scores: &[Score]) {
    if scores.is_empty() {
        return;
    }
    page.text(
        "Researchers add up some of your answers into scores, so that groups of people can be compared. \
         A score is not a diagnosis, and the name of a band says how a number compares with others, not how \
         you are. If a score worries you, talk to your GP, or call Samaritans on 116 123 at any time.",
    );
    let rows = scores.iter().map(|score| {
        let parts = score.parts.iter().map(|(name, part)| format!("{name}: {part}"));
        let parts = parts.collect::<Vec<_>>().join("; ");
        vec![
            format!("{}, {}", score.name, score.title),
            score.score.clone().unwrap_or_else(|| "none".to_owned()),
            score.band.clone().unwrap_or_default(),
            parts,
        ]
    });
    let heads = ["Questions", "Score", "Band", "Parts"];
    page.table("Scores", &heads, &rows.collect::<Vec<_>>());
    page.text("How each was worked out:");
    scores.iter().for_each(|score| page.lines(&score.explanation));
}
