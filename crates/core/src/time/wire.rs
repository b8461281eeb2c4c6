//! Dates in JSON: both days in ISO 8601, each cut to the precision, and the precision.

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{DateValue, Precision};

#[derive(Serialize, Deserialize)]
#[serde(rename = "DateValue")]
struct Written {
    from: String,
    to: String,
    precision: Precision,
}

impl Serialize for DateValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = Written {
            from: self.iso_from(),
            to: self.iso_to(),
            precision: self.precision,
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for DateValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        read(&written).ok_or_else(|| D::Error::custom("not a date as it is written here"))
    }
}

fn read(written: &Written) -> Option<DateValue> {
    let (from, time) = written
        .from
        .split_once('T')
        .map_or((written.from.as_str(), None), |(day, time)| {
            (day, Some(time))
        });
    let to = written.to.split('T').next()?;
    let value = DateValue::interval(first_day(from)?, last_day(to)?, written.precision);
    let Some(time) = time else {
        return Some(value);
    };
    let end = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, offset) = time.split_at(end);
    let mut fields = clock.split(':').map(|field| field.parse::<u32>().ok());
    let (hour, minute) = (fields.next()??, fields.next()??);
    let second = fields.next().unwrap_or(Some(0))?;
    Some(DateValue {
        second_of_day: Some(hour * 3600 + minute * 60 + second),
        offset_minutes: minutes_east(offset)?,
        ..value
    })
}

/// Year, month and day, as far as they are given.
fn fields(day: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let mut fields = day.split('-');
    let year = fields.next()?.parse().ok()?;
    let month = fields.next().map(str::parse).transpose().ok()?;
    let day = fields.next().map(str::parse).transpose().ok()?;
    Some((year, month, day))
}

fn first_day(day: &str) -> Option<Date> {
    let (year, month, day) = fields(day)?;
    Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()
}

fn last_day(day: &str) -> Option<Date> {
    let (year, month, day) = fields(day)?;
    let first = Date::new(year, month.unwrap_or(12), day.unwrap_or(1)).ok()?;
    Some(day.map_or_else(|| first.last_of_month(), |_| first))
}

/// The offset, none where none is given; `None` where it cannot be read.
fn minutes_east(offset: &str) -> Option<Option<i16>> {
    let sign = match offset.chars().next() {
        None => return Some(None),
        Some('Z') => return Some(Some(0)),
        Some('-') => -1,
        Some(_) => 1,
    };
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(Some(sign * (hours * 60 + minutes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_comes_back_as_it_went() {
        let day = DateValue::day(date(2024, 2, 29));
        let minute = day.at(17 * 3600 + 15 * 60, Precision::Minute);
        let with_offset = |offset_minutes| DateValue {
            offset_minutes: Some(offset_minutes),
            ..day.at(86_399, Precision::Second)
        };
        let part = |from, to| DateValue::interval(from, to, Precision::YearPart);
        let values = [
            day,
            minute,
            with_offset(0),
            with_offset(-150),
            with_offset(345),
            DateValue::month(2024, 2).unwrap(),
            DateValue::year(99).unwrap(),
            DateValue::interval(date(1990, 1, 1), date(1999, 12, 31), Precision::Decade),
            DateValue::interval(date(2024, 12, 30), date(2025, 1, 5), Precision::Week),
            part(date(2022, 12, 1), date(2023, 2, 28)),
            DateValue::either(date(2024, 4, 3), date(2024, 3, 4)),
        ];
        for value in values {
            let written = serde_json::to_string(&value).unwrap();
            let read: DateValue = serde_json::from_str(&written).unwrap();
            assert_eq!(read, value, "{written}");
        }
        for broken in [
            "",
            "x",
            "2024-13",
            "2024-02-30",
            "2024-01-01T9",
            "2024-01-01T09:00+x",
        ] {
            let written = format!(r#"{{"from":"{broken}","to":"2024","precision":"day"}}"#);
            assert!(
                serde_json::from_str::<DateValue>(&written).is_err(),
                "{broken}"
            );
        }
    }
}
