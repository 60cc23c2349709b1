//! Where somebody sits and types: a folder, the program, and what it said.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Wraps the keys of every desk but those that are told none.
pub const MASTER_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

pub struct Desk {
    folder: PathBuf,
    program: PathBuf,
    variables: Vec<(&'static str, String)>,
}

/// What a command came to.
#[derive(Debug)]
pub struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// An empty folder of the test's own.
    pub fn empty(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("commands").join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the test");
        let variables = vec![("THROUGHLINE_MASTER_KEY", MASTER_KEY.to_owned())];
        Self { folder, program: env!("CARGO_BIN_EXE_throughline").into(), variables }
    }

    /// Another program is used here than the one that was built with the tests.
    pub fn uses(&mut self, program: PathBuf) {
        self.program = program;
    }

    /// One where the example study is loaded.
    pub fn with_study(test: &str) -> Self {
        let desk = Self::empty(test);
        desk.copies("study.toml");
        desk.types("study load study.toml").done();
        desk
    }

    /// One where the example's people are enrolled too.
    pub fn with_people(test: &str) -> Self {
        let desk = Self::with_study(test);
        desk.copies("enrolment.csv");
        desk.types("enrol --study bridgeway enrolment.csv").done();
        desk
    }

    /// One where nobody said what the master key is.
    pub fn without_a_key(test: &str) -> Self {
        Self { variables: Vec::new(), ..Self::empty(test) }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Sets an environment variable for all that follows.
    pub fn sets(&mut self, name: &'static str, value: &str) {
        self.variables.push((name, value.to_owned()));
    }

    /// Puts a file of the example study into the folder; that of the study with its protocol, and that with its messages.
    pub fn copies(&self, name: &str) {
        if name == "study.toml" {
            self.copies("protocol.toml");
        }
        if name == "protocol.toml" {
            self.copies("messages.en.toml");
        }
        let example = repository().join("examples/study").join(name);
        fs::copy(example, self.folder.join(name)).expect("a file of the example study");
    }

    /// Puts a file into the folder.
    pub fn writes(&self, name: &str, contents: impl AsRef<[u8]>) {
        let file = self.folder.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, contents).expect("a file");
    }

    /// What a file in the folder holds.
    pub fn reads(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).expect("a file")
    }

    /// Whether there is something by this name in the folder.
    pub fn has(&self, name: &str) -> bool {
        self.folder.join(name).exists()
    }

    /// Types a command, its words separated by spaces.
    pub fn types(&self, words: &str) -> Outcome {
        let output = self.command(words).output().expect("the program");
        Outcome {
            code: output.status.code().expect("an exit code, and no signal"),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }

    /// The command, not yet begun.
    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words.split_whitespace()).current_dir(&self.folder).stdin(Stdio::null());
        let set = std::env::vars_os().map(|(name, _)| name);
        for name in set.filter(|name| name.to_string_lossy().starts_with("THROUGHLINE_")) {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }
}

impl Outcome {
    /// It ended with 0 and said nothing beside its outcome.
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        assert_eq!(self.err, "", "{self:?}");
        self
    }

    /// It ended with 1, for these reasons on standard error and nothing on standard output.
    pub fn refused(self, reasons: &str) -> Self {
        assert_eq!(self.code, 1, "{self:?}");
        assert_eq!(self.err.trim_end(), reasons);
        assert_eq!(self.out, "");
        self
    }

    /// It ended with 1, and this is among the reasons.
    pub fn refused_with(self, part: &str) -> Self {
        assert_eq!(self.code, 1, "{self:?}");
        assert!(self.err.contains(part), "{self:?}");
        self
    }

    /// It said exactly this.
    pub fn says(self, lines: &str) -> Self {
        assert_eq!(self.out.trim_end(), lines, "{self:?}");
        self
    }

    /// It said this among other things.
    pub fn says_also(self, part: &str) -> Self {
        assert!(self.out.contains(part), "{self:?}");
        self
    }
}
