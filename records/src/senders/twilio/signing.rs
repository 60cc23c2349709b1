//! Whether what comes to us was sent by Twilio. It signs the address it asked, as it was told it, with each field after
//! it in the order of their names.

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use super::Twilio;

/// What Twilio signed: nothing else makes it.
#[derive(Clone)]
pub struct Signed {
    fields: Vec<(String, String)>,
}

impl Signed {
    /// What a field says; nothing when it is empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

impl Twilio {
    /// What was sent to a path of ours with these fields, when one of the account's tokens signed it and it is about
    /// this account.
    #[must_use]
    pub fn believe(
        &self,
        path: &str,
        fields: Vec<(String, String)>,
        signature: &str,
    ) -> Option<Signed> {
        let account = &self.0.account;
        let url = format!("{}{path}", account.public_url);
        let signature = BASE64_STANDARD.decode(signature.trim()).ok()?;
        let mut tokens = account.auth_tokens.iter().filter(|token| !token.is_empty());
        let signed = tokens.any(|token| has_signed(token, &url, &fields, &signature));
        let signed = signed.then_some(Signed { fields })?;
        (signed.get("AccountSid") == Some(&account.account_sid)).then_some(signed)
    }
}

/// The comparison takes as long whatever the signature is.
fn has_signed(token: &str, url: &str, fields: &[(String, String)], signature: &[u8]) -> bool {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(token.as_bytes()) else { return false };
    mac.update(url.as_bytes());
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort();
    // The same field with the same value counts once, as in Twilio's own libraries.
    fields.dedup();
    for (name, value) in fields {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    mac.verify_slice(signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Twilio's own documentation.
    #[test]
    fn a_signature_holds_for_one_address_one_token_and_these_fields_only() {
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        let fields = [
            ("To", "+18005551212"),
            ("CallSid", "CA1234567890ABCDE"),
            ("Digits", "1234"),
            ("From", "+14158675309"),
            ("Caller", "+14158675309"),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let signature = BASE64_STANDARD.decode("RSOYDt4T1cUTdK1PDd93/VVr8B8=").expect("base64");

        assert!(has_signed("12345", url, &fields, &signature));
        let twice = [&fields[..], &fields[..1]].concat();
        assert!(has_signed("12345", url, &twice, &signature));
        assert!(!has_signed("12346", url, &fields, &signature));
        assert!(!has_signed("12345", "https://mycompany.com/myapp.php", &fields, &signature));
        assert!(!has_signed("12345", url, &fields[1..], &signature));
        assert!(!has_signed("12345", url, &fields, &signature[1..]));
    }
}
