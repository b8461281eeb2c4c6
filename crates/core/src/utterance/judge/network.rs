//! A small network: one hidden layer, one answer.

/// Hidden units of a network.
pub const UNITS: usize = 6;

/// A hidden unit: what it adds to the answer, where it stands, and what each input is worth to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit<const INPUTS: usize> {
    /// What the unit, fully on, adds to the log odds.
    pub counts: f64,
    /// Its constant.
    pub constant: f64,
    /// One weight an input.
    pub weights: [f64; INPUTS],
}

/// A network with one hidden layer whose answer is the logarithm of odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Network<const INPUTS: usize> {
    /// The log odds where no unit says anything.
    pub constant: f64,
    /// The hidden layer.
    pub units: [Unit<INPUTS>; UNITS],
}

impl<const INPUTS: usize> Network<INPUTS> {
    /// Logarithm of the odds for some inputs.
    pub fn odds(&self, inputs: &[f64; INPUTS]) -> f64 {
        let units = self.units.iter();
        let said = units.map(|unit| unit.counts * soft_sign(unit.reach(inputs)));
        self.constant + said.sum::<f64>()
    }
}

impl<const INPUTS: usize> Unit<INPUTS> {
    /// The weighted sum of some inputs.
    pub fn reach(&self, inputs: &[f64; INPUTS]) -> f64 {
        let terms = inputs.iter().zip(&self.weights);
        self.constant + terms.map(|(input, weight)| input * weight).sum::<f64>()
    }
}

/// From -1 to 1. Unlike the hyperbolic tangent it is the same to the last bit on every machine.
pub fn soft_sign(x: f64) -> f64 {
    x / (1.0 + x.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_add_what_they_say_to_the_constant() {
        let silent = Unit {
            counts: 0.0,
            constant: 1.0,
            weights: [1.0, 1.0],
        };
        let speaking = Unit {
            counts: 4.0,
            constant: -1.0,
            weights: [2.0, 0.0],
        };
        let mut network = Network {
            constant: 0.5,
            units: [silent; UNITS],
        };
        network.units[3] = speaking;
        assert_eq!(network.odds(&[1.0, 7.0]), 0.5 + 4.0 * 0.5);
        assert_eq!(network.odds(&[0.0, 7.0]), 0.5 - 4.0 * 0.5);
    }
}
