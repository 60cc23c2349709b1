//! Serving https without a proxy: with a real certificate, made for the test.

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto::ring,
    pki_types::CertificateDer,
};

use crate::{desk::Desk, running::Running};

const SERVE: &str = "serve --listen 127.0.0.1:0 --tls-cert cert.pem --tls-key key.pem";

/// Puts a new certificate and its key on the desk. Who trusts it.
fn certified(desk: &Desk) -> Arc<ClientConfig> {
    let made = generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate");
    let CertifiedKey { cert, signing_key } = made;
    desk.writes("cert.pem", cert.pem());
    desk.writes("key.pem", signing_key.serialize_pem());
    trusting(cert.der().clone())
}

fn trusting(certificate: CertificateDer<'static>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(certificate).expect("a certificate");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    Arc::new(config)
}

/// What a browser with this trust is answered at an https address, or why it goes no further.
fn get(trust: &Arc<ClientConfig>, url: &str) -> std::io::Result<String> {
    let address = url.strip_prefix("https://").expect("an https address");
    let name = "127.0.0.1".try_into().expect("a name");
    let line = ClientConnection::new(trust.clone(), name).map_err(std::io::Error::other)?;
    let mut line = StreamOwned::new(line, TcpStream::connect(address)?);
    line.write_all(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    line.read_to_string(&mut answer)?;
    Ok(answer)
}

#[test]
fn with_a_certificate_the_site_is_served_over_https_and_nothing_else() {
    let desk = Desk::empty("tls-serves");
    let trust = certified(&desk);
    let mut running = Running::begun(&desk, SERVE);
    let url = running.line("Serving on ");

    let answer = get(&trust, &url).expect("an answer");

    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age=31536000"), "{answer}");
    let elsewhere = Desk::empty("tls-elsewhere");
    assert!(get(&certified(&elsewhere), &url).is_err(), "another certificate was taken");
    let mut plain = TcpStream::connect(url.trim_start_matches("https://")).expect("a line");
    plain.write_all(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n").expect("it is sent");
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer);
    assert!(!String::from_utf8_lossy(&answer).contains("HTTP"), "plain text was answered");
}

#[cfg(unix)]
#[test]
fn a_renewed_certificate_is_used_without_stopping() {
    let desk = Desk::empty("tls-renewed");
    let before = certified(&desk);
    let mut running = Running::begun(&desk, SERVE);
    let url = running.line("Serving on ");
    get(&before, &url).expect("an answer");

    let renewed = certified(&desk);
    let told = Command::new("kill").arg("-HUP").arg(running.process().to_string()).status();
    assert!(told.expect("it is told").success());

    let patience = Instant::now() + Duration::from_secs(20);
    while let Err(error) = get(&renewed, &url) {
        assert!(Instant::now() < patience, "it was not read again: {error}");
    }
    assert!(get(&before, &url).is_err());
}

#[test]
fn a_certificate_that_cannot_be_used_is_refused_with_the_reason() {
    let desk = Desk::empty("tls-refused");
    desk.types("serve --tls-cert cert.pem").refused_with("give both --tls-cert and --tls-key");
    desk.types(SERVE).refused_with("cert.pem cannot be used as the certificate");

    certified(&desk);
    desk.writes("cert.pem", "nothing of the kind");
    desk.types(SERVE).refused_with("cert.pem holds no certificate");

    let other = Desk::empty("tls-other");
    certified(&other);
    certified(&desk);
    desk.writes("key.pem", other.reads("key.pem"));
    desk.types(SERVE).refused_with("the certificate and the key cannot be used");
    assert!(!desk.has("throughline-data"), "a refused server left data behind");
}
