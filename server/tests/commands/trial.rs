//! The reminders of a whole trial, by email and by text, while the servers that send them are killed at any moment: what
//! the study's own ledger says, the mail server and Twilio say, too. `THROUGHLINE_TRIAL_PEOPLE` says how many people there
//! are, and `THROUGHLINE_TRIAL_PROGRAM` which program is killed; `cargo xtask bench --only trial` takes the release and as
//! many people as the example is planned for.

#[path = "trial/people.rs"]
mod people;

#[path = "trial/office.rs"]
mod office;

#[path = "trial/ledgers.rs"]
mod ledgers;

#[path = "trial/deciding.rs"]
mod deciding;

use std::{env, time::Instant};

use surveys::invent::Dice;

use self::{ledgers::Ledgers, office::Office};
use crate::running::Running;

/// Enough for each trouble to come up, and for servers to be killed in the midst of it.
const PEOPLE: u32 = 150;

/// The same each time. At which instruction a server is killed is still another each time.
const SEED: u64 = 6110;

#[test]
fn of_a_trials_reminders_each_is_accounted_for_on_both_sides_and_none_comes_twice_though_servers_are_killed()
 {
    let people = env::var("THROUGHLINE_TRIAL_PEOPLE").map(|many| many.parse().expect("a number"));
    let people = people.unwrap_or(PEOPLE);
    let office = Office::open("trial", people);
    let (begun, mut dice, mut killed) = (Instant::now(), Dice::of(SEED, 0), 0);

    while !office.has_all_behind_it() {
        killed += round(&office, &mut dice, people);
    }
    let _servers = [office.serves(), office.serves()];
    office.waits_for_what_can_be_looked_up();
    office.an_hour_passes();
    office.waits_for_the_rest();

    let ledgers = Ledgers::of(&office);
    println!("{people} people, {killed} servers killed, {:.0} s", begun.elapsed().as_secs_f64());
    println!("{ledgers}");
    ledgers.agree();
    office.tells_of_every_doubt(&ledgers);

    let mut decided = office.lee_decides(&ledgers);
    office.waits_for_the_rest();
    // What nobody had given away before may come into doubt when it is: Lee looks once more.
    decided += office.lee_decides(&Ledgers::of(&office));
    office.waits_for_the_rest();
    let ledgers = Ledgers::of(&office);
    println!("{decided} were in doubt until somebody looked; then\n{ledgers}");
    ledgers.agree();
    assert_eq!(ledgers.planned("in doubt"), 0, "somebody has found out about each");
}

/// Two servers send, one of them is killed, another takes its place, and both are killed: how many that were. Somebody
/// changes their mind meanwhile.
fn round(office: &Office, dice: &mut Dice, people: u32) -> usize {
    let [first, second] = [office.serves(), office.serves()];
    let some = |dice: &mut Dice| dice.between(0, i64::from(people / 8)).unsigned_abs();
    office.settles_another(some(dice));
    kill(first);
    office.another_plans();
    let place = dice.between(0, i64::from(people) - 1).unsigned_abs();
    office.stops(u32::try_from(place).unwrap_or_default());
    let third = office.serves();
    office.settles_another(some(dice));
    kill(second);
    kill(third);
    office.minutes_pass();
    3
}

/// By SIGKILL, between one instruction and the next.
fn kill(server: Running) {
    drop(server);
}
