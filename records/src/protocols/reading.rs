//! The last few protocols that were read. Each message asks for the one that holds, and reading it takes longer than all else
//! that is asked then. They are kept by what their text hashes to: a version that was published since has another hash,
//! so nothing old is ever followed, in whichever database it lies.

use std::{
    collections::VecDeque,
    sync::{Arc, PoisonError, RwLock},
};

use surveys::protocol::Protocol;

type Hash = Vec<u8>;

/// As many as there may be studies that send at once; a study that is not among them is read anew.
const KEPT: usize = 16;

/// The newest is the last.
static READ: RwLock<VecDeque<(Hash, Arc<Protocol>)>> = RwLock::new(VecDeque::new());

/// The protocol of a text that hashes to this.
///
/// # Errors
/// When this program cannot read it.
pub(super) fn read(hash: &[u8], canonical: &str) -> Result<Arc<Protocol>, serde_json::Error> {
    let known = READ.read().unwrap_or_else(PoisonError::into_inner);
    let held = known.iter().find(|(own, _)| own == hash).map(|(_, held)| Arc::clone(held));
    drop(known);
    if let Some(protocol) = held {
        return Ok(protocol);
    }
    let protocol = Arc::new(serde_json::from_str::<Protocol>(canonical)?);
    let mut known = READ.write().unwrap_or_else(PoisonError::into_inner);
    if !known.iter().any(|(own, _)| own == hash) {
        known.push_back((hash.to_vec(), Arc::clone(&protocol)));
    }
    if known.len() > KEPT {
        known.pop_front();
    }
    Ok(protocol)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::hashed;

    fn of(version: u32) -> Arc<Protocol> {
        let text = format!(
            r#"{{"version":{version},"hours_between":48,"hours_late":36,"most_contacts":10,"hours":{{}},"waves":[]}}"#
        );
        read(&hashed(&text), &text).expect("it can be read")
    }

    #[test]
    fn a_protocol_is_read_once_another_version_is_another_and_only_the_last_few_are_kept() {
        let first = of(901);

        assert!(Arc::ptr_eq(&first, &of(901)), "it was read before");
        assert_eq!(of(902).version, 902);
        (0..2 * KEPT as u32).for_each(|version| drop(of(version)));

        let known = READ.read().expect("nobody panicked").len();
        assert!(known <= KEPT, "{known} are kept");
        assert!(!Arc::ptr_eq(&first, &of(901)), "it was read long ago");
    }
}
