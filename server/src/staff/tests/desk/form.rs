//! A form as a browser has it: the boxes of a page with what is in them, to change and to send.

/// The boxes of the forms on a page that are posted to one address.
#[derive(Clone, Debug)]
pub struct Form {
    pub address: String,
    fields: Vec<(String, String)>,
}

impl Form {
    /// Every box of the forms that are posted to an address.
    pub fn on(body: &str, address: &str) -> Self {
        let start = format!("action=\"{address}\"");
        let mut fields = Vec::new();
        for form in body.split("<form").filter(|form| form.contains(&start)) {
            fields.extend(boxes(form.split("</form>").next().unwrap()));
        }
        assert!(!fields.is_empty(), "no form for {address}: {body}");
        Self { address: address.to_owned(), fields }
    }

    pub fn says(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(own, _)| own == name);
        found.map_or_else(|| panic!("no box {name}: {:?}", self.fields), |(_, value)| value)
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.fields.iter().any(|(own, is)| own == name && is == value)
    }

    /// Writes into a box that is there.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.says(name);
        self.fields.retain(|(own, _)| own != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn ticking(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn clearing(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(own, is)| own != name || is != value);
        self
    }

    /// What is sent when a button is pressed.
    pub fn then(&self, then: &str) -> String {
        let sent = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let sent = sent.chain([("then", then)]);
        let sent = sent.map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        sent.collect::<Vec<_>>().join("&")
    }
}

fn boxes(form: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut chooses = None;
    for piece in form.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let (name, value) = (said(tag, "name"), said(tag, "value"));
        let kind = said(tag, "type").unwrap_or_default();
        let is_on = tag.contains(" checked");
        match tag.split_whitespace().next().unwrap_or_default() {
            "input" if ["checkbox", "radio"].contains(&kind.as_str()) && !is_on => {}
            "input" => all.extend(name.zip(value.or(Some(String::new())))),
            "textarea" => {
                all.extend(name.map(|name| (name, unescaped(after.trim_start_matches('\n')))));
            }
            "select" => {
                all.extend(name.clone().map(|name| (name, String::new())));
                chooses = name;
            }
            "option" if tag.contains(" selected") => {
                if let (Some((name, to)), Some(value)) = (all.last_mut(), value)
                    && Some(name.as_str()) == chooses.as_deref()
                {
                    *to = value;
                }
            }
            _ => {}
        }
    }
    all
}

fn said(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(unescaped)
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&#x27;", "'").replace("&amp;", "&")
}

fn encoded(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\n', "\r\n");
    lines.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
