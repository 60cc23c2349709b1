//! Whose address a request comes from. What a request says of itself is believed only where the line
//! ends at a proxy that the settings name.

use std::{net::IpAddr, sync::Arc};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The address at the other end of the line. Every request that came over one carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// The proxies whose word is taken for who asks. Without any, nobody's is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Arc<[IpNet]>);

impl Proxies {
    /// Whether none is trusted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads addresses such as `10.0.0.7`, and ranges such as `10.0.0.0/8`.
    ///
    /// # Errors
    /// With the first that is neither.
    pub fn read<'a>(written: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let one = |written: &str| -> Option<IpNet> {
            let address = || written.parse::<IpAddr>().map(IpNet::from);
            written.parse().or_else(|_| address()).ok()
        };
        let all = written.into_iter().map(|written| one(written).ok_or_else(|| written.to_owned()));
        all.collect::<Result<_, _>>().map(Self)
    }

    /// Whether this address is one of them.
    pub fn has(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|net| net.contains(&address))
    }

    /// Who asks: the last address that no proxy of ours has. What stands before it in
    /// `X-Forwarded-For` was written by a stranger.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines = headers.get_all("x-forwarded-for").into_iter().rev();
        let mut named = lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
        while self.has(client) {
            match named.next().and_then(address) {
                Some(before) => client = before,
                None => break,
            }
        }
        client
    }
}

/// An address as proxies write it: some add a port.
fn address(written: &[u8]) -> Option<IpAddr> {
    let written = std::str::from_utf8(written).ok()?.trim();
    let plain = written.parse::<IpAddr>().ok();
    let with_port = || written.parse::<std::net::SocketAddr>().ok().map(|written| written.ip());
    let bracketed = || written.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    plain.or_else(with_port).or_else(bracketed).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    /// Who asks, of a line from `peer` with these headers, behind proxies at `10.0.0.0/8` and `::1`.
    #[track_caller]
    fn check(peer: &str, forwarded: &[&str], client: &str) {
        let proxies = Proxies::read(["10.0.0.0/8", "::1"]).expect("addresses");
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().expect("a value"));
        }
        let found = proxies.client(peer.parse().expect("an address"), &headers);
        assert_eq!(found.to_string(), client);
    }

    #[test]
    fn a_stranger_who_names_another_address_is_not_believed() {
        check("203.0.113.9", &["198.51.100.1"], "203.0.113.9");
        check("203.0.113.9", &[], "203.0.113.9");
    }

    #[test]
    fn a_proxy_is_believed_up_to_the_first_stranger_before_it() {
        check("10.0.0.7", &["203.0.113.9"], "203.0.113.9");
        check("10.0.0.7", &["198.51.100.1, 203.0.113.9"], "203.0.113.9");
        check("10.0.0.7", &["198.51.100.1", "203.0.113.9, 10.1.2.3"], "203.0.113.9");
        check("::1", &["[2001:db8::1]:4711"], "2001:db8::1");
        check("::ffff:10.0.0.7", &["203.0.113.9:80"], "203.0.113.9");
    }

    #[test]
    fn what_is_no_address_ends_the_search_at_the_proxy() {
        check("10.0.0.7", &["198.51.100.1, unknown"], "10.0.0.7");
        check("10.0.0.7", &[""], "10.0.0.7");
        check("10.0.0.7", &[], "10.0.0.7");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_a_stranger_says_of_where_they_come_from_they_stay_who_they_are(
            lines in prop::collection::vec(any::<Vec<u8>>(), 0..4),
            named in any::<IpAddr>(),
        ) {
            let proxies = Proxies::read(["10.0.0.0/8"]).expect("addresses");
            let mut headers = HeaderMap::new();
            let lines = lines.into_iter().chain([named.to_string().into_bytes()]);
            for line in lines.filter_map(|line| HeaderValue::from_bytes(&line).ok()) {
                headers.append("x-forwarded-for", line);
            }
            let stranger: IpAddr = "203.0.113.9".parse().expect("an address");
            prop_assert_eq!(proxies.client(stranger, &headers), stranger);
            // A proxy's own line names one more, the last: that one is believed, and none before it.
            let proxy = "10.0.0.7".parse().expect("an address");
            let client = proxies.client(proxy, &headers);
            prop_assert!(client == named.to_canonical() || proxies.has(named));
        }
    }

    #[test]
    fn what_is_neither_address_nor_range_is_named() {
        assert_eq!(Proxies::read(["10.0.0.1", "proxy.example"]), Err("proxy.example".to_owned()));
        assert_eq!(Proxies::read(["10.0.0.0/33"]), Err("10.0.0.0/33".to_owned()));
    }
}
