//! A real mail server: aiosmtpd, with a certificate of a private authority. `cargo xtask test` says which Python has it.

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

/// A server that ends with this.
pub struct MailServer {
    child: Child,
    input: ChildStdin,
    out: BufReader<ChildStdout>,
    folder: PathBuf,
    pub port: u16,
}

impl MailServer {
    /// One that speaks `starttls`, `tls` or `plain`, and keeps what it takes below a folder.
    ///
    /// # Panics
    /// When there is none: what was tried on no real server is not tried.
    pub fn begun(folder: &Path, mode: &str) -> Self {
        fs::create_dir_all(folder).expect("a folder");
        certify(folder);
        let python = env::var("THROUGHLINE_TEST_PYTHON");
        let python = python.expect("THROUGHLINE_TEST_PYTHON names a Python with aiosmtpd");
        let mut child = Command::new(python)
            .arg(
                Path::new(env!("CARGO_MANIFEST_DIR"))
                    .join("../records/tests/mail_server/server.py"),
            )
            .args([folder.as_os_str(), mode.as_ref()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python");
        let (input, out) =
            (child.stdin.take().expect("its input"), child.stdout.take().expect("its output"));
        let out = BufReader::new(out);
        let mut server = Self { child, input, out, folder: folder.to_owned(), port: 0 };
        server.port = server.says("listening").parse().expect("a port");
        server
    }

    /// The certificate of the authority that vouches for it.
    pub fn root(&self) -> PathBuf {
        self.folder.join("root.pem")
    }

    /// Waits until it says this: what follows on the line.
    pub fn says(&mut self, word: &str) -> String {
        let mut line = String::new();
        while self.out.read_line(&mut line).expect("a line") > 0 {
            if let Some(rest) = line.strip_prefix(word) {
                return rest.trim().to_owned();
            }
            line.clear();
        }
        panic!("it ended and never said {word}")
    }

    /// The next that it says.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.out.read_line(&mut line).expect("a line") > 0, "it ended");
        line.trim().to_owned()
    }

    /// Where it stalls, it goes on.
    pub fn goes_on(&mut self) {
        self.input.write_all(b"go\n").expect("it listens");
    }

    /// What it took, in its order. The first two lines are the envelope.
    pub fn mails(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder.join("mailbox")).expect("a mailbox");
        let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
        files.sort();
        files.iter().map(|file| fs::read_to_string(file).expect("a mail")).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn certify(folder: &Path) {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key");
    let authority = CertifiedIssuer::self_signed(authority, key).expect("an authority");
    let key = KeyPair::generate().expect("a key");
    let names = CertificateParams::new(["localhost".to_owned()]).expect("a name");
    let certificate = names.signed_by(&key, &authority).expect("a certificate");
    let files = [
        ("root.pem", authority.pem()),
        ("cert.pem", certificate.pem()),
        ("key.pem", key.serialize_pem()),
    ];
    for (name, pem) in files {
        fs::write(folder.join(name), pem).expect("a file");
    }
}
