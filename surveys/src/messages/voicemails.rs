//! What is left on a voicemail, as an interviewer has it before them.

use super::Facts;
use crate::{keys::WaveKey, phrases::Words, protocol::Protocol, stopping::Way, study::Study};

impl Protocol {
    /// The words that may be left on a voicemail about a wave: those of each of its telephone steps, once, in the language in which
    /// messages were written. Whoever hears them may be anybody, so nothing of the person is filled in; words that need it, which
    /// [`Messages::check`](super::Messages::check) refuses, are left out.
    #[must_use]
    pub fn voicemails(&self, study: &Study, wave: &WaveKey) -> Vec<String> {
        let Some(messages) = &self.messages else { return Vec::new() };
        let facts = Facts {
            study,
            words: &Words::default(),
            first_name: "",
            link: None,
            code: None,
            code_page: None,
            minutes: None,
            voucher: None,
            gift: None,
            last_day: None,
            choices: None,
            call_window: None,
        };
        let steps =
            self.waves.iter().filter(|plan| plan.key() == wave).flat_map(|plan| &plan.steps);
        let sends = steps.flat_map(|step| step.sends.iter().chain(&step.otherwise));
        let calls = sends.filter(|send| send.way == Way::Phone);
        let mut all: Vec<String> = Vec::new();
        for key in calls.flat_map(|send| [Some(&send.message), send.to_begun.as_ref()]).flatten() {
            if let Ok(said) = messages.render(key, Way::Phone, &messages.language, &facts)
                && !all.contains(&said.text)
            {
                all.push(said.text);
            }
        }
        all
    }
}
