//! How what names a person is made unreadable: XChaCha20-Poly1305, with a nonce of its own each time, bound
//! to the place where it stands, so that what was sealed for one column or row opens in no other.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use zeroize::Zeroizing;

use crate::secret;

/// The first byte of everything sealed, so that another way can be told from this one later.
const VERSION: u8 = 1;
const NONCE: usize = 24;

/// What was to be opened was sealed with another key or for another place, or was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was sealed cannot be opened with this key at this place")]
pub(crate) struct Shut;

/// A key of 256 bits that seals and opens. It is wiped from memory when it goes.
#[derive(Clone)]
pub(crate) struct Sealer(Zeroizing<[u8; 32]>);

impl Sealer {
    pub fn new(key: [u8; 32]) -> Self {
        Self(Zeroizing::new(key))
    }

    pub fn random() -> Self {
        Self::new(secret::random())
    }

    /// Another key, for another use, from which this one cannot be worked out.
    pub fn derive(&self, label: &str, about: impl AsRef<[u8]>) -> [u8; 32] {
        secret::keyed(&*self.0, label, about)
    }

    /// One byte of version, the nonce, and what was sealed with its tag.
    pub fn seal(&self, place: &str, plain: &[u8]) -> Vec<u8> {
        let random = secret::random();
        let (nonce, _) = random.split_at(NONCE);
        let what = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = nonce.try_into().map(|nonce: &XNonce| self.cipher().encrypt(nonce, what));
        let Ok(Ok(sealed)) = sealed else {
            unreachable!("a nonce of 24 bytes seals whatever fits into memory")
        };
        [&[VERSION], nonce, &sealed].concat()
    }

    /// # Errors
    /// When it was sealed with another key or for another place, or was changed.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Shut> {
        let (&version, rest) = sealed.split_first().ok_or(Shut)?;
        let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or(Shut)?;
        let nonce: &XNonce = nonce.try_into().map_err(|_| Shut)?;
        let what = Payload { msg: sealed, aad: place.as_bytes() };
        let opened = self.cipher().decrypt(nonce, what).map_err(|_| Shut)?;
        if version == VERSION { Ok(Zeroizing::new(opened)) } else { Err(Shut) }
    }

    /// This key, sealed by another.
    pub fn wrapped(&self, by: &Self, place: &str) -> Vec<u8> {
        by.seal(place, &*self.0)
    }

    pub fn unwrap_with(by: &Self, place: &str, wrapped: &[u8]) -> Result<Self, Shut> {
        let key = by.open(place, wrapped)?;
        let key: [u8; 32] = key.as_slice().try_into().map_err(|_| Shut)?;
        Ok(Self::new(key))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

/// The keys that wrap all others. The first wraps; the others, used before it, still open.
#[derive(Clone)]
pub struct MasterKeys(Vec<(String, Sealer)>);

/// Why a master key cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    /// There is no key in it.
    #[error("there is no key in it; a key is a line of 64 hexadecimal digits")]
    Empty,
    /// A line, from 1, is no key.
    #[error("line {0} is no key; a key is a line of 64 hexadecimal digits")]
    NoKey(usize),
}

impl MasterKeys {
    /// Reads keys, one a line: 64 hexadecimal digits, which are 256 bits. Empty lines and lines that begin
    /// with `#` are passed over.
    ///
    /// # Errors
    /// When a line is no key, or there is none. The message never repeats the line.
    pub fn read(text: &str) -> Result<Self, MasterKeyError> {
        let mut keys = Vec::new();
        for (place, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let key = from_hex(line).and_then(|key| key.try_into().ok());
            let key = Sealer::new(key.ok_or(MasterKeyError::NoKey(place + 1))?);
            keys.push((hex(&key.derive("master key", "name")[..8]), key));
        }
        if keys.is_empty() { Err(MasterKeyError::Empty) } else { Ok(Self(keys)) }
    }

    /// A new key, as `read` reads it.
    #[must_use]
    pub fn invent() -> Zeroizing<String> {
        Zeroizing::new(hex(&secret::random()))
    }

    /// The names of the keys, first the one that wraps. A name tells nothing of its key.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The one that wraps, with its name.
    pub(crate) fn first(&self) -> (&str, &Sealer) {
        let (name, key) = &self.0[0];
        (name, key)
    }

    pub(crate) fn named(&self, name: &str) -> Option<&Sealer> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, key)| key)
    }

    /// Wraps a key, and tells the name of the master key that did.
    pub(crate) fn wrap(&self, key: &Sealer, place: &str) -> (String, Vec<u8>) {
        let (name, master) = self.first();
        (name.to_owned(), key.wrapped(master, place))
    }

    pub(crate) fn unwrap(&self, name: &str, place: &str, wrapped: &[u8]) -> Result<Sealer, Shut> {
        Sealer::unwrap_with(self.named(name).ok_or(Shut)?, place, wrapped)
    }
}

impl std::fmt::Debug for MasterKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.chars().map(|c| c.to_digit(16)).collect::<Option<Vec<_>>>()?;
    let bytes = digits.chunks(2).map(|two| two.iter().fold(0, |byte, digit| byte << 4 | digit));
    if digits.len() % 2 != 0 {
        return None;
    }
    bytes.map(u8::try_from).collect::<Result<_, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    #[test]
    fn what_is_sealed_opens_at_its_own_place_with_its_own_key_and_nowhere_else() {
        let key = Sealer::random();

        let sealed = key.seal("identity|email|7", b"anna@example.org");

        let opened = key.open("identity|email|7", &sealed).map(|plain| plain.to_vec());
        assert_eq!(opened, Ok(b"anna@example.org".to_vec()));
        assert_eq!(key.open("identity|email|8", &sealed).err(), Some(Shut));
        assert_eq!(key.open("identity|mobile|7", &sealed).err(), Some(Shut));
        assert_eq!(Sealer::random().open("identity|email|7", &sealed).err(), Some(Shut));
    }

    #[test]
    fn no_byte_of_what_is_sealed_can_be_changed_or_left_out() {
        let key = Sealer::random();
        let sealed = key.seal("here", b"Anna");
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(key.open("here", &changed).is_err(), "byte {place}");
            assert!(key.open("here", &sealed[..place]).is_err(), "cut at {place}");
        }
    }

    #[test]
    fn the_same_name_sealed_twice_looks_different() {
        let key = Sealer::random();

        assert_ne!(key.seal("here", b"Anna"), key.seal("here", b"Anna"));
    }

    #[test]
    fn the_first_master_key_wraps_and_the_others_still_open() {
        let older = MasterKeys::read(KEY).expect("a key");
        let (name, wrapped) = older.wrap(&Sealer::random(), "person 7");
        let newer = MasterKeys::invent();

        let both = MasterKeys::read(&format!("# new\n{}\n\n{KEY}\n", *newer)).expect("two keys");
        let alone = MasterKeys::read(&newer).expect("a key");

        assert_eq!(both.names()[1], older.names()[0]);
        assert!(both.unwrap(&name, "person 7", &wrapped).is_ok());
        assert!(both.unwrap(&name, "person 8", &wrapped).is_err());
        assert!(alone.unwrap(&name, "person 7", &wrapped).is_err());
    }

    #[test]
    fn what_is_no_key_is_refused_without_repeating_it() {
        let told = |text: &str| MasterKeys::read(text).map(drop).map_err(|error| error.to_string());

        let no_key = "line 2 is no key; a key is a line of 64 hexadecimal digits".to_owned();
        assert_eq!(told(&format!("{KEY}\n{}", &KEY[1..])), Err(no_key));
        assert!(told("# nothing but words").is_err());
        assert!(!format!("{:?}", MasterKeys::read(KEY)).contains("0001"));
    }
}
