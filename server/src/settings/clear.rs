//! Where names and answers may go over a network in the clear, as the settings are.

use std::net::{IpAddr, SocketAddr};

use records::connections;

use super::Settings;

impl Settings {
    /// Each of these, in words for whoever runs the service. No URL is told: it may hold a password.
    #[must_use]
    pub fn in_the_clear(&self) -> Vec<String> {
        let stores = [
            ("database_url", &self.database_url),
            ("vault_url", &self.vault_url),
            ("keys_url", &self.keys_url),
        ];
        let stores = stores
            .into_iter()
            .filter(|(_, url)| url.as_deref().is_some_and(connections::may_be_in_the_clear));
        let stores = stores.map(|(name, _)| {
            format!(
                "the line to the database of {name} may not be encrypted; end its URL with \
                 ?sslmode=verify-full"
            )
        });
        stores.chain(self.site_in_the_clear()).collect()
    }

    /// Behind a proxy that the settings name, lines to browsers are that one's.
    fn site_in_the_clear(&self) -> Option<String> {
        let is_bare = self.tls_cert.is_none() && self.trusted_proxies.is_empty();
        (is_bare && !is_here(&self.listen)).then(|| {
            format!(
                "the site is served without encryption at {}, where other machines reach it; set \
                 tls_cert and tls_key, or listen on 127.0.0.1 and let a proxy encrypt; name that in \
                 trusted_proxies if it is on another machine",
                self.listen
            )
        })
    }
}

/// Whether only this machine reaches an address.
fn is_here(listen: &str) -> bool {
    let address = listen.parse().map(|address: SocketAddr| address.ip());
    let host = listen.rsplit_once(':').map_or(listen, |(host, _)| host);
    address.or_else(|_| host.parse::<IpAddr>()).map_or(host == "localhost", |ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Place;

    fn told(written: &[(&str, &str)]) -> Vec<String> {
        let mut settings = Settings::gather(&Place::default(), None).expect("the usual settings");
        for (name, value) in written {
            let value = (*value).to_owned();
            match *name {
                "database_url" => settings.database_url = Some(value),
                "vault_url" => settings.vault_url = Some(value),
                "listen" => settings.listen = value,
                "tls_cert" => settings.tls_cert = Some(value.into()),
                _ => {
                    let proxies = crate::peers::Proxies::read([value.as_str()]);
                    settings.trusted_proxies = proxies.expect("a proxy");
                }
            }
        }
        settings.in_the_clear()
    }

    #[test]
    fn a_database_elsewhere_without_encryption_is_told_by_its_setting_and_no_password() {
        let elsewhere = "postgres://throughline:geheim@db.example.org/throughline";
        let encrypted = format!("{elsewhere}?sslmode=verify-full");

        let told_of = told(&[("database_url", &encrypted), ("vault_url", elsewhere)]);

        assert_eq!(told_of.len(), 1, "{told_of:?}");
        assert!(told_of[0].contains("vault_url") && told_of[0].contains("?sslmode=verify-full"));
        assert!(!told_of[0].contains("geheim") && !told_of[0].contains("db.example.org"));
    }

    #[test]
    fn a_site_that_other_machines_reach_without_encryption_or_a_proxy_is_told() {
        for here in ["127.0.0.1:3000", "[::1]:3000", "localhost:3000"] {
            assert_eq!(told(&[("listen", here)]), Vec::<String>::new());
        }
        assert!(told(&[("listen", "0.0.0.0:3000")])[0].contains("0.0.0.0:3000"));
        let behind = [("listen", "0.0.0.0:3000"), ("trusted_proxies", "10.0.0.7")];
        assert_eq!(told(&behind), Vec::<String>::new());
        let https = [("listen", "0.0.0.0:3000"), ("tls_cert", "site.pem")];
        assert_eq!(told(&https), Vec::<String>::new());
    }
}
