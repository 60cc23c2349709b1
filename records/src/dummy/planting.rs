//! Plants effects in the rows of invented people, and marks their row keys.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use datasets::Dataset;
use sea_orm::DatabaseTransaction;
use serde_json::Value;
use surveys::invent::Dice;

use super::{
    DummyError, Planted, Unplantable, effects::Target, marking, setting::Setting, spreading,
};
use crate::cuts::{self, Cut, Kept, Revising, Unpacked};

/// What is planted of each effect in whom, by the row of the person.
pub(super) struct Planting {
    effects: Vec<(Target, HashMap<i32, i64>)>,
    /// Where the row key stands in each file.
    keys: Vec<Option<usize>>,
}

/// The numbers of people of the last arm, for each effect in the order of row keys.
struct Asking {
    targets: Vec<Target>,
    arms: HashMap<i32, String>,
    last: String,
    numbers: Mutex<Vec<Vec<(i32, f64)>>>,
}

impl Planting {
    /// Looks at what the last arm answered, and decides who has how much more.
    pub async fn settled(
        setting: &Setting,
        snapshot: &DatabaseTransaction,
        (cut, files): (&Cut, &[Arc<Dataset>]),
        targets: Vec<Target>,
    ) -> Result<(Self, Vec<Planted>), DummyError> {
        let keys = files.iter().map(|file| {
            let mut names = file.variables().iter().map(|variable| variable.name.as_str());
            names.position(|name| name == "row_key")
        });
        let keys = keys.collect();
        let arms = &setting.study.study().arms;
        let Some((first, last)) = arms.first().zip(arms.last()).filter(|_| !targets.is_empty())
        else {
            return Ok((Self { effects: Vec::new(), keys }, Vec::new()));
        };
        let numbers = Mutex::new(vec![Vec::new(); targets.len()]);
        let arms = setting.arms().await?;
        let asking = Arc::new(Asking { targets, arms, last: last.key.clone(), numbers });
        let revising: Arc<dyn Revising> = Arc::<Asking>::clone(&asking);
        let kept = Kept { revising: Some(&revising), ..Kept::of(cut, files) };
        cuts::pour(snapshot, kept, Vec::new(), &|_, _| {}).await?;
        drop(revising);
        let (mut effects, mut planted, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
        for (target, people) in asking.told() {
            let (size, variable) = (target.effect.size, target.effect.variable.clone());
            let (first_arm, last_arm) = (first.key.clone(), last.key.clone());
            let count = people.len();
            match settle(setting, &target, &last_arm, &people) {
                Ok(moves) => effects.push((target, moves)),
                Err(why) => wrong.push(why),
            }
            planted.push(Planted { variable, size, first_arm, last_arm, people: count });
        }
        if wrong.is_empty() {
            return Ok((Self { effects, keys }, planted));
        }
        Err(DummyError::Effects(wrong))
    }
}

/// By how many units each goes up or down.
fn settle(
    setting: &Setting,
    target: &Target,
    arm: &str,
    people: &[(i32, f64)],
) -> Result<HashMap<i32, i64>, Unplantable> {
    let (scale, size) = (&target.scale, target.effect.size);
    let variable = || target.effect.variable.clone();
    if people.is_empty() {
        return Err(Unplantable::NobodyAnswered(variable(), arm.to_owned()));
    }
    let is_up = size > 0.0;
    let room: Vec<_> = people.iter().map(|(_, number)| scale.room(*number, is_up)).collect();
    let order = order(setting, &variable(), people.len());
    let Some(units) = spreading::spread(&room, size.abs() * scale.units, &order) else {
        let all: u64 = room.iter().sum();
        let (least, most) = (scale.least, scale.most);
        let possible = all as f64 / people.len() as f64 / scale.units;
        return Err(Unplantable::NoRoom {
            variable: variable(),
            size,
            least,
            most,
            room: Some(if is_up { possible } else { -possible }),
        });
    };
    let signed = |units: u64| if is_up { units.cast_signed() } else { -units.cast_signed() };
    let people = people.iter().map(|(person, _)| *person);
    Ok(people.zip(units.into_iter().map(signed)).collect())
}

/// An order of people that the seed and the variable decide.
fn order(setting: &Setting, variable: &str, people: usize) -> Vec<usize> {
    let keyed = setting.keyed("effect", variable);
    let (bytes, _) = keyed.split_at(size_of::<u64>());
    let which = bytes.iter().fold(0, |which, byte| which << 8 | u64::from(*byte));
    let mut dice = Dice::of(setting.seed, which);
    let mut order: Vec<_> = (0..people).map(|one| (dice.roll(), one)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, one)| one).collect()
}

impl Asking {
    fn told(&self) -> Vec<(Target, Vec<(i32, f64)>)> {
        let mut held = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        self.targets.iter().cloned().zip(std::mem::take(&mut *held)).collect()
    }
}

impl Revising for Asking {
    fn person(&self, participant: i32, rows: &mut Unpacked) {
        if self.arms.get(&participant) != Some(&self.last) {
            return;
        }
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        for (target, people) in self.targets.iter().zip(numbers.iter_mut()) {
            let (file, column) = target.wide;
            let cell = rows.get(file).and_then(|rows| rows.first()?.get(column));
            let number = cell.and_then(|cell| target.scale.read(cell));
            people.extend(number.map(|number| (participant, number)));
        }
    }
}

impl Revising for Planting {
    fn person(&self, participant: i32, rows: &mut Unpacked) {
        for (rows, key) in rows.iter_mut().zip(&self.keys) {
            let Some(place) = *key else { continue };
            for row in rows {
                if let Some(Value::String(key)) = row.get_mut(place) {
                    *key = marking::row_key(key);
                }
            }
        }
        for (target, moves) in &self.effects {
            let Some(by) = moves.get(&participant).filter(|by| **by != 0) else { continue };
            let (file, column) = target.wide;
            for row in &mut rows[file] {
                plant(target, *by, row.get_mut(column));
            }
            let Some(long) = &target.long else { continue };
            let (named, wave) = &long.wave;
            let own = |row: &&mut Vec<Value>| row.get(*named).is_some_and(|cell| cell == wave);
            for row in rows[long.file].iter_mut().filter(own) {
                plant(target, *by, row.get_mut(long.column));
            }
        }
    }
}

fn plant(target: &Target, by: i64, cell: Option<&mut Value>) {
    if let Some(cell) = cell
        && let Some(number) = target.scale.read(cell)
    {
        *cell = target.scale.moved(number, by);
    }
}
