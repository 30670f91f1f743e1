//! How large a picture is, from the first bytes of its file: so a page can keep its place before it arrives.

use serde::Serialize;

use crate::source::SourceFile;

/// The size of a picture in pixels of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PictureSize {
    /// From left to right.
    pub width: usize,
    /// From top to bottom.
    pub height: usize,
}

/// The size of the picture in `file`; `None` if it is none that browsers show, or does not say how large it is.
#[must_use]
pub fn picture_size(file: &SourceFile) -> Option<PictureSize> {
    let size = if file.path.has_extension(&["svg"]) {
        drawing_size(file.text().ok()?)?
    } else if file.path.has_extension(&["png", "jpg", "jpeg", "gif", "webp", "avif"]) {
        let size = imagesize::blob_size(&file.bytes).ok()?;
        PictureSize { width: size.width, height: size.height }
    } else {
        return None;
    };
    (size.width > 0 && size.height > 0).then_some(size)
}

/// What the root element of a drawing says. One with only a `viewBox` has no size: it takes the room that there is.
fn drawing_size(text: &str) -> Option<PictureSize> {
    let root = text.split("<svg").skip(1).find(|rest| rest.starts_with(|first: char| first.is_ascii_whitespace()))?;
    let tag = &root[..root.find('>')?];
    Some(PictureSize { width: length(tag, "width")?, height: length(tag, "height")? })
}

/// The attribute `name` in whole pixels.
fn length(tag: &str, name: &str) -> Option<usize> {
    let found = tag.match_indices(name).find_map(|(at, _)| {
        let (before, after) = (&tag[..at], tag[at + name.len()..].trim_start());
        before.ends_with(|last: char| last.is_ascii_whitespace()).then_some(after.strip_prefix('=')?.trim_start())
    })?;
    let quote = found.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let value = found[1..].split(quote).next()?.trim();
    let (number, unit) =
        value.split_at(value.find(|sign: char| sign.is_ascii_alphabetic() || sign == '%').unwrap_or(value.len()));
    let pixels = number.trim().parse::<f64>().ok()? * pixels_of(unit)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within these bounds")]
    (0.5..100_000.0).contains(&pixels).then(|| pixels.round() as usize)
}

/// Units as CSS counts them.
fn pixels_of(unit: &str) -> Option<f64> {
    Some(match unit {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{PictureSize, picture_size};
    use crate::source::{SourceFile, SourcePath};

    fn size(path: &str, bytes: &[u8]) -> Option<(usize, usize)> {
        let found = picture_size(&SourceFile::new(SourcePath::new(path), bytes.to_vec()));
        found.map(|PictureSize { width, height }| (width, height))
    }

    #[test]
    fn drawings_say_their_size_in_any_unit() {
        for (written, wanted) in [
            ("width=\"640\" height='240'", Some((640, 240))),
            ("stroke-width=\"2\"\nwidth = \"210mm\" height=\"297mm\"", Some((794, 1123))),
            ("width=\"12pt\" height=\"1.5in\"", Some((16, 144))),
            ("viewBox=\"0 0 1 1\"", None),
            ("width=\"100%\" height=\"10\"", None),
            ("width=\"2em\" height=\"10\"", None),
            ("width=\"-1\" height=\"10\"", None),
            ("width=\"0\" height=\"1e300\"", None),
            ("width=10 height=10", None),
            ("width=\"10\" height=\"", None),
        ] {
            let text = format!(
                "<?xml version=\"1.0\"?>\n<!-- <svgs> -->\n<svg {written} xmlns=\"http://www.w3.org/2000/svg\"/>"
            );
            assert_eq!(size("a.svg", text.as_bytes()), wanted, "{written}");
        }
    }

    #[test]
    fn what_is_no_picture_has_no_size() {
        // The first bytes of a PNG of 3 by 5 pixels, as its specification has them.
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x03\0\0\0\x05\x08\x06\0\0\0";
        assert_eq!(size("a.PNG", png), Some((3, 5)));
        assert_eq!(size("a.png", &png[..20]), None);
        assert_eq!(size("a.csv", png), None);
        for bytes in [
            &b""[..],
            b"<svg",
            b"<svg ",
            b"\xff\xfe<svg width=\"1\" height=\"1\">",
            "<svg width=\"é\" height=\"\u{a0}1\">".as_bytes(),
        ] {
            assert_eq!(size("a.svg", bytes), None);
        }
    }
}
