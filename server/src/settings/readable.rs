//! Secrets in files that everybody on the machine may read.

use std::path::{Path, PathBuf};

use super::Settings;

impl Settings {
    /// The file of the master key, where a variable does not hold it.
    #[must_use]
    pub fn master_key(&self) -> PathBuf {
        self.master_key_file.clone().unwrap_or_else(|| self.data_dir.join("master.key"))
    }

    /// Each such file, in words for whoever runs the service. One that only a group may read is meant so.
    #[must_use]
    pub fn open_to_everybody(&self) -> Vec<String> {
        let sign_on = self.single_sign_on.as_ref();
        let files = [
            ("of the master key", Some(self.master_key())),
            ("of the certificate's key", self.tls_key.clone()),
            ("of the mail server's password", self.mail.password_file.clone()),
            (
                "of the secret of single sign-on",
                sign_on.and_then(|one| one.client_secret_file.clone()),
            ),
            (
                "of the token of Twilio",
                self.texts.as_ref().and_then(|texts| texts.auth_token_file.clone()),
            ),
        ];
        let files = files.into_iter().filter_map(|(what, file)| Some((what, file?)));
        let open = files.filter(|(_, file)| is_open(file));
        open.map(|(what, file)| {
            let file = file.display();
            format!(
                "everybody on this machine may read or change the file {what}: chmod 600 {file}"
            )
        })
        .collect()
    }
}

#[cfg(unix)]
fn is_open(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|file| file.permissions().mode() & 0o007 != 0)
}

/// Elsewhere rights are lists, and those of a folder are what counts.
#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::{
        fs::{self, Permissions},
        os::unix::fs::PermissionsExt,
    };

    use super::*;
    use crate::settings::Place;

    #[test]
    fn a_master_key_that_everybody_may_read_is_told_and_one_for_its_owner_or_a_group_is_not() {
        let folder = std::env::temp_dir().join(format!("readable-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let place = Place { data_dir: Some(folder.clone()), config: None };
        let settings = Settings::gather(&place, None).expect("the usual settings");
        let key = folder.join("master.key");
        let told = |mode| {
            fs::set_permissions(&key, Permissions::from_mode(mode)).expect("its rights");
            settings.open_to_everybody()
        };
        assert!(settings.open_to_everybody().is_empty(), "there is none yet");
        fs::write(&key, "a key").expect("a file");

        let (own, groups, everybodys) = (told(0o600), told(0o640), told(0o644));

        fs::remove_dir_all(&folder).expect("the folder goes");
        assert!(own.is_empty() && groups.is_empty());
        assert_eq!(everybodys.len(), 1);
        assert!(everybodys[0].ends_with(&format!("chmod 600 {}", key.display())), "{everybodys:?}");
        assert!(!everybodys[0].contains("a key"));
    }
}
