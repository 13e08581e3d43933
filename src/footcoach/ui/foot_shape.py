"""The outlines that the pictures of a foot are drawn from: data only, drawn by eye.

Each is a ring of points (across, down) with a smooth curve through them; 0 to 1 is the width and
the height of the picture. What lies above 0 or below 1 is cut off, as where the leg goes on.
"""

from footcoach.core.routine import Zone

Outline = tuple[tuple[float, float], ...]

# A left sole, seen from below, toes up: the big toe and the hollow are on the left.
SOLE: Outline = (
    (0.10, 0.215), (0.28, 0.200), (0.50, 0.205), (0.70, 0.225), (0.86, 0.255), (0.96, 0.300),
    (1.00, 0.355), (0.99, 0.430), (0.95, 0.530), (0.90, 0.630), (0.87, 0.730), (0.86, 0.830),
    (0.83, 0.910), (0.74, 0.970), (0.57, 1.000), (0.39, 0.972), (0.29, 0.910), (0.27, 0.840),
    (0.31, 0.750), (0.34, 0.670), (0.33, 0.610), (0.27, 0.530), (0.15, 0.450), (0.04, 0.380),
    (0.00, 0.320), (0.02, 0.255),
)  # fmt: skip

# From the big toe on: shares of the width that the gaps leave, and how far down each toe begins.
TOE_WIDTHS = (0.36, 0.18, 0.165, 0.155, 0.14)
TOE_TIPS = (0.0, 0.004, 0.030, 0.066, 0.112)
TOE_CENTRES = (0.17, 0.44, 0.62, 0.78, 0.94)

# Where on the sole each zone begins and ends, going down.
SOLE_ZONES = {
    Zone.SOLE: (0.0, 1.1),
    Zone.BALL: (0.0, 0.465),
    Zone.ARCH: (0.465, 0.735),
    Zone.HEEL: (0.735, 1.1),
}

# The same foot from above, still with the big toe on the left, up to where the leg begins.
TOP: Outline = (
    (0.04, 0.215), (0.30, 0.190), (0.50, 0.195), (0.70, 0.225), (0.88, 0.265), (0.975, 0.32),
    (1.00, 0.390), (0.97, 0.500), (0.90, 0.620), (0.82, 0.740), (0.77, 0.860), (0.77, 0.95),
    (0.78, 1.100), (0.19, 1.100), (0.20, 0.950), (0.20, 0.850), (0.18, 0.740), (0.13, 0.61),
    (0.05, 0.480), (0.00, 0.350), (0.01, 0.260),
)  # fmt: skip

# A left foot from its inner side, where the ankle bone is: the toes point right.
ANKLE: Outline = (
    (0.13, -0.15), (0.46, -0.15), (0.45, 0.05), (0.42, 0.22), (0.425, 0.34), (0.48, 0.46),
    (0.60, 0.570), (0.75, 0.670), (0.88, 0.740), (0.955, 0.79), (0.995, 0.86), (0.985, 0.95),
    (0.92, 0.995), (0.76, 1.000), (0.66, 0.985), (0.54, 0.945), (0.42, 0.940), (0.32, 0.97),
    (0.22, 1.000), (0.10, 0.985), (0.02, 0.900), (0.02, 0.770), (0.08, 0.640), (0.13, 0.50),
    (0.14, 0.340), (0.12, 0.150),
)  # fmt: skip

# A left lower leg from its inner side: the shin is on the right, the calf bulges on the left.
CALF: Outline = (
    (0.20, -0.10), (0.66, -0.10), (0.68, 0.02), (0.67, 0.12), (0.63, 0.30), (0.57, 0.50),
    (0.51, 0.700), (0.52, 0.780), (0.62, 0.840), (0.79, 0.890), (0.95, 0.930), (1.00, 0.97),
    (0.94, 0.998), (0.70, 0.998), (0.52, 0.980), (0.36, 0.998), (0.22, 0.998), (0.15, 0.96),
    (0.16, 0.900), (0.22, 0.830), (0.24, 0.740), (0.22, 0.640), (0.16, 0.530), (0.06, 0.40),
    (0.01, 0.270), (0.04, 0.150), (0.14, 0.050),
)  # fmt: skip

# What is lit of the pictures that are not of the sole: the body, as far as it lies inside of this.
LIT: dict[Zone, Outline] = {
    Zone.TOP: ((-0.2, 0.30), (0.3, 0.27), (0.7, 0.31), (1.2, 0.38), (1.2, 0.82), (-0.2, 0.82)),
    Zone.ANKLE: (
        (-0.2, 0.22), (0.30, 0.22), (0.70, 0.22), (0.66, 0.40), (0.52, 0.56), (0.30, 0.66),
        (0.05, 0.68), (-0.2, 0.66),
    ),
    Zone.CALF: (
        (-0.3, 0.10), (0.00, 0.09), (0.38, 0.09), (0.45, 0.20), (0.41, 0.42), (0.33, 0.62),
        (0.00, 0.65), (-0.3, 0.64),
    ),
}  # fmt: skip

# What is not on the sole has a picture of its own: its outline, height by width, and caption.
VIEWS = {
    Zone.TOP: (TOP, 2.2, "top of the foot"),
    Zone.ANKLE: (ANKLE, 1.02, "ankle"),
    Zone.CALF: (CALF, 1.75, "calf"),
}

# A sole is about 2.6 times as long as wide; a little wider leaves room between the toes.
SOLE_RATIO = 2.5
