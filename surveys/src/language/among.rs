//! What a language is called beside others of the same name.

use super::Language;

/// What regions and scripts are called that tell two tags of one language apart.
const REGIONS: [(&str, &str); 16] = [
    ("AU", "Australia"),
    ("BR", "Brazil"),
    ("CA", "Canada"),
    ("CN", "China"),
    ("ES", "Spain"),
    ("FR", "France"),
    ("GB", "UK"),
    ("HK", "Hong Kong"),
    ("IE", "Ireland"),
    ("IN", "India"),
    ("MX", "Mexico"),
    ("NZ", "New Zealand"),
    ("PK", "Pakistan"),
    ("PT", "Portugal"),
    ("TW", "Taiwan"),
    ("US", "USA"),
];
const SCRIPTS: [(&str, &str); 6] = [
    ("Arab", "Arabic"),
    ("Cyrl", "Cyrillic"),
    ("Deva", "Devanagari"),
    ("Guru", "Gurmukhi"),
    ("Hebr", "Hebrew"),
    ("Latn", "Latin"),
];

impl Language {
    /// What it is called in English among others: with its script where the tag has one, and with its region where another
    /// of them would be called the same: “Chinese, traditional”, “English (UK)”.
    #[must_use]
    pub fn called_among(&self, others: &[Self]) -> String {
        let alone = self.with_script();
        let is_shared = |other: &Self| other != self && other.with_script() == alone;
        match self.region().filter(|_| others.iter().any(is_shared)) {
            Some(region) => format!("{alone} ({region})"),
            None => alone,
        }
    }

    fn with_script(&self) -> String {
        // A tag that is not known here says it all by itself.
        let script = self.script().filter(|_| self.named().is_some_and(|(tag, ..)| *tag != self.0));
        match script {
            Some("Hans") => format!("{}, simplified", self.english_name()),
            Some("Hant") => format!("{}, traditional", self.english_name()),
            Some(script) => {
                let called = SCRIPTS.iter().find(|(tag, _)| *tag == script);
                let called = called.map_or(script, |(_, called)| called);
                format!("{}, in {called} script", self.english_name())
            }
            None => self.english_name().to_owned(),
        }
    }

    /// The region of the tag, as people call it where that is known here.
    fn region(&self) -> Option<&str> {
        let region = self.0.split('-').skip(1).find(|part| matches!(part.len(), 2 | 3))?;
        let called = REGIONS.iter().find(|(tag, _)| *tag == region);
        Some(called.map_or(region, |(_, called)| called))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_languages_with_one_name_are_told_apart_by_region_and_script() {
        let told = |tags: &[&str]| {
            let all: Vec<_> = tags.iter().map(|tag| Language::new(tag).unwrap()).collect();
            all.iter().map(|one| one.called_among(&all)).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(told(&["en-GB", "cy"]), "English; Welsh");
        assert_eq!(told(&["en-GB", "en", "en-JM"]), "English (UK); English; English (JM)");
        assert_eq!(told(&["zh-Hant", "zh-hans-sg"]), "Chinese, traditional; Chinese, simplified");
        assert_eq!(told(&["pa", "pa-Arab"]), "Punjabi; Punjabi, in Arabic script");
        assert_eq!(told(&["xh-Latn-ZA", "nqo"]), "xh-Latn-ZA; nqo");
    }
}
