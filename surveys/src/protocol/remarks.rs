//! What is right in a protocol and may be otherwise than somebody meant. It is told, and keeps nothing from being published.

use chrono::Weekday;

use super::{
    Amiss, AtStep,
    Part::{Field, Nth},
    Plan, Protocol, Send, Spot, Step,
};

impl Protocol {
    /// What is worth a look, and where it stands.
    #[must_use]
    pub fn remarks_in_place(&self) -> Vec<(Spot, Amiss)> {
        let mut found = Vec::new();
        for (nth, plan) in self.waves.iter().enumerate() {
            for (place, step) in plan.steps.iter().enumerate() {
                for (list, sends) in [("sends", &step.sends), ("otherwise", &step.otherwise)] {
                    let told = sends.iter().enumerate().filter_map(|(own, send)| {
                        let within = [Field("steps"), Nth(place), Field(list), Nth(own)];
                        let spot = [Field("waves"), Nth(nth)].into_iter().chain(within);
                        let spot: Spot = spot.chain([Field("at")]).collect();
                        Some((spot, self.waits_for_a_day((plan, step), send)?))
                    });
                    found.extend(told);
                }
            }
        }
        found
    }

    /// That a message can go at its time on one day of the week alone, where its contact may be made on others.
    fn waits_for_a_day(&self, (plan, step): (&Plan, &Step), send: &Send) -> Option<Amiss> {
        let mut days = step.open_days(self.hours.get(&send.way)?, send);
        let only: Weekday = days.next()?;
        if days.next().is_some() || step.on == [only] {
            return None;
        }
        let one = AtStep::OneDay(send.way, send.at, only);
        Some(Amiss::At(plan.key().clone(), step.key.clone(), one))
    }
}
