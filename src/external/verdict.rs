//! What was found out about an address, in the four classes that ask for different things.

/// Whether an address on the web leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Fine,
    /// It does not, and asking again would not change that; why.
    Broken(String),
    /// Only somebody who logs in can know; why.
    Login(String),
    /// The other side was busy, slow or out of reach, twice; why.
    Unsure(String),
}

/// Parts of addresses that sites send those to who have to log in.
const LOGIN_PATHS: &[&str] =
    &["login", "log-in", "signin", "sign-in", "sign_in", "sso", "saml", "saml2", "oauth", "oauth2"];

/// Hosts that do nothing but log people in.
const LOGIN_HOSTS: &[&str] = &["accounts.google.com", "login.microsoftonline.com", "login.live.com", "login.okta.com"];

impl Verdict {
    /// What an answer with this status means, that came from `host` and `path` after `redirects` or not.
    pub(super) fn of_status(status: u16, host: &str, path: &str, redirected: bool) -> Self {
        match status {
            200..=399 if redirected && is_login(host, path) => {
                Self::Login(format!("it sends readers to `{host}{path}`"))
            }
            200..=399 => Self::Fine,
            // 999 is what LinkedIn says to everybody who is not logged in.
            401 | 403 | 407 | 999 => Self::Login(format!("the answer was {status}")),
            408 | 425 | 429 | 500..=599 => Self::Unsure(format!("the answer was {status}")),
            404 | 410 => Self::Broken(format!("there is no such page: the answer was {status}")),
            _ => Self::Broken(format!("the answer was {status}")),
        }
    }
}

fn is_login(host: &str, path: &str) -> bool {
    let own_host = LOGIN_HOSTS.contains(&host) || host.ends_with(".okta.com") || host.ends_with(".auth0.com");
    let parts = || path.split('/').map(str::to_ascii_lowercase);
    own_host || parts().any(|part| LOGIN_PATHS.contains(&part.split('.').next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn a_page_to_log_in_is_no_proof() {
        let verdict = |host, path, redirected| Verdict::of_status(200, host, path, redirected);
        assert!(matches!(verdict("example.org", "/users/Sign_In", true), Verdict::Login(_)));
        assert!(matches!(verdict("accounts.google.com", "/v3", true), Verdict::Login(_)));
        assert!(matches!(verdict("example.org", "/login.php", true), Verdict::Login(_)));
        assert_eq!(verdict("example.org", "/login", false), Verdict::Fine, "a link to the login itself");
        assert_eq!(verdict("example.org", "/blog/in", true), Verdict::Fine);
    }

    #[test]
    fn the_classes_of_answers() {
        let class = |status| match Verdict::of_status(status, "example.org", "/", false) {
            Verdict::Fine => "fine",
            Verdict::Broken(_) => "broken",
            Verdict::Login(_) => "login",
            Verdict::Unsure(_) => "unsure",
        };
        let wanted = [
            (200, "fine"),
            (204, "fine"),
            (304, "fine"),
            (400, "broken"),
            (401, "login"),
            (403, "login"),
            (404, "broken"),
            (410, "broken"),
            (429, "unsure"),
            (451, "broken"),
            (500, "unsure"),
            (503, "unsure"),
            (999, "login"),
        ];
        for (status, wanted) in wanted {
            assert_eq!(class(status), wanted, "{status}");
        }
    }
}
