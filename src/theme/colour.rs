//! Colours, and how well one can be read on another.

/// The least contrast of text with its ground, by WCAG 2.2, success criterion 1.4.3.
pub(super) const READABLE: f64 = 4.5;

/// The darkest ground of a light page that a link stands on, and the lightest of a dark one: the tint of a box.
const LIGHT_GROUND: Colour = Colour([0xee, 0xf1, 0xf4]);
const DARK_GROUND: Colour = Colour([0x26, 0x2b, 0x30]);

/// A colour of the screen: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

impl Colour {
    /// Reads `#12436d` or `#146`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits: Option<Vec<u8>> =
            text.strip_prefix('#')?.chars().map(|digit| u8::try_from(digit.to_digit(16)?).ok()).collect();
        match *digits? {
            [red, green, blue] => Some(Self([red * 17, green * 17, blue * 17])),
            [r, ed, g, reen, b, lue] => Some(Self([r * 16 + ed, g * 16 + reen, b * 16 + lue])),
            _ => None,
        }
    }

    /// `#12436d`.
    pub(super) fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// From 1 (the same) to 21 (black on white), as WCAG 2.2 defines the contrast ratio.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The contrast as text on the least favourable ground of a light page.
    pub(super) fn contrast_on_light(self) -> f64 {
        self.contrast(LIGHT_GROUND)
    }

    /// The nearest tone of the same hue that can be read on a light page: the colour itself, or a darker one.
    pub(super) fn on_light(self) -> Self {
        let (lightness, chroma, hue) = self.to_oklch();
        // All three scaled alike is the same light, only less of it: its hue stays, and the screen can always show it.
        let darker = (0..=100).rev().map(|part| f64::from(part) / 100.0);
        let darker = darker.map(|part| Self::from_oklch(lightness * part, chroma * part, hue));
        let mut tones = std::iter::once(self).chain(darker);
        tones.find(|tone| tone.contrast(LIGHT_GROUND) >= READABLE).unwrap_or(Self([0; 3]))
    }

    /// A pale tone of the same hue that can be read on a dark page.
    pub(super) fn on_dark(self) -> Self {
        // Strong colours glow on a dark ground and are tiring to read.
        const LIGHTNESS: f64 = 0.86;
        const CHROMA: f64 = 0.075;
        let (_, chroma, hue) = self.to_oklch();
        let paler = |step| Self::from_oklch(LIGHTNESS + f64::from(step) / 100.0, chroma.min(CHROMA), hue);
        (0..14).map(paler).find(|tone| tone.contrast(DARK_GROUND) >= READABLE).unwrap_or(Self([255; 3]))
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Lightness (0 to 1), chroma and hue (radians) in Oklch, as CSS Color 4 defines it.
    #[expect(clippy::many_single_char_names, reason = "the letters of the definition")]
    fn to_oklch(self) -> (f64, f64, f64) {
        let [r, g, b] = self.0.map(linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        (lightness, a.hypot(b), b.atan2(a))
    }

    /// The colour of the screen that is nearest: what it cannot show is cut off.
    #[expect(clippy::many_single_char_names, reason = "the letters of the definition")]
    fn from_oklch(lightness: f64, chroma: f64, hue: f64) -> Self {
        let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
        let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        Self([
            on_screen(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
            on_screen(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
            on_screen(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
        ])
    }
}

/// One part of a colour as the amount of light that it stands for, by sRGB.
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 255 before")]
fn on_screen(light: f64) -> u8 {
    let part = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (part.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::{Colour, DARK_GROUND, LIGHT_GROUND, READABLE};

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        // Pairs and ratios as WebAIM's contrast checker gives them.
        for (one, two, ratio) in [
            ("#000", "#fff", 21.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#fff", 4.54),
            ("#12436d", "#fff", 10.25),
        ] {
            assert!((colour(one).contrast(colour(two)) - ratio).abs() < 0.006, "{one} on {two}");
        }
    }

    #[test]
    fn colours_survive_the_way_to_oklch_and_back() {
        for text in ["#000000", "#ffffff", "#12436d", "#ff0000", "#00ff00", "#0000ff", "#f46a25"] {
            let (lightness, chroma, hue) = colour(text).to_oklch();
            assert_eq!(Colour::from_oklch(lightness, chroma, hue).hex(), text);
        }
        // As CSS Color 4 gives it for `red`: oklch(62.8% 0.25768 29.23deg).
        let (lightness, chroma, hue) = colour("#f00").to_oklch();
        assert!((lightness - 0.628).abs() < 0.001 && (chroma - 0.2577).abs() < 0.001, "{lightness} {chroma}");
        assert!((hue.to_degrees() - 29.23).abs() < 0.1, "{hue}");
    }

    #[test]
    fn every_colour_gets_tones_that_can_be_read() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let accent = Colour([red, green, blue]);
                    assert!(accent.on_light().contrast(LIGHT_GROUND) >= READABLE, "{}", accent.hex());
                    assert!(accent.on_dark().contrast(DARK_GROUND) >= READABLE, "{}", accent.hex());
                }
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_and_another_keeps_its_hue() {
        assert_eq!(colour("#1d70b8").on_light().hex(), "#1d70b8");
        let (.., hue) = colour("#ffcc00").to_oklch();
        let (.., darker) = colour("#ffcc00").on_light().to_oklch();
        assert!((hue - darker).abs() < 0.2, "{hue} {darker}");
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in ["red", "12436d", "#12", "#12345", "#12436g", "#", "#1234567", "#é"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
