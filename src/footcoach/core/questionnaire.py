"""The safety questions and rules, as data, each with the source it rests on.

No clinician has reviewed them. No list of contraindications rests on trials: Batavia (2004) found
21 sources that name between 3 and 86 each, most without a reference. So the questions ask for
specific hazards of the foot and leg rather than for "any condition", which over-refers
(PAR-Q+ sends on a third of healthy people, Venkataraman 2024).

A change of a level, a follow-up or a cross-rule needs a source, and a new `QUESTION_SET`.
"""

from footcoach.core.question import (
    Answer,
    CrossRule,
    Flag,
    Level,
    Part,
    Question,
)

QUESTION_SET = "2026-11-23"
"""Version of questions and rules: whatever was answered to another one is asked again."""

SCOPE = "For adults, on their own feet. Not medical advice."

HEADINGS = {
    Part.NOW: "Now or yesterday, even if it passed",
    Part.RUNNER: "After your run",
    Part.TODAY: "You, your feet and legs today",
    Part.HISTORY: "Your health history",
    Part.DOUBT: "Last one",
}

_NHS_DVT = "NHS: deep vein thrombosis (DVT)"
_MAYO = "Mayo Clinic: massage therapy, risks"
_NCCIH = "NCCIH (NIH): massage therapy, what you need to know"
_NG19 = "NICE NG19: diabetic foot problems"
_BARTSCH = "Bartsch 2021, J Clin Med 10:5360"
_OTTAWA = "Ottawa ankle and foot rules"
_SUTHAM = "Sutham 2020, BMC Pregnancy Childbirth 20:237"
_IWGDF = "IWGDF 2023: prevention of foot ulcers in diabetes"
_HIGHLAND = "NHS Highland: vascular guideline"
_DIABETES_UK = "Diabetes UK: Charcot foot; signs of serious foot problems"
_PARQ = "PAR-Q+: delay when ill, ask when in doubt"
_ARTICLE = "Foot Vitals 2016: Foot massage"

_CALL = "Call your emergency number now (for example 112, 911 or 999)."
_TODAY = "Get medical advice today: a doctor, urgent care or your health line. Do not massage."


def _after(question: str) -> tuple[tuple[tuple[Flag, ...], ...], ...]:
    """Say that a follow-up is due after yes or not sure to its own question."""
    return (((Flag(question),),),)


QUESTIONS: tuple[Question, ...] = (
    Question(
        id="chest_breath",
        part=Part.NOW,
        label="chest or breathing",
        wording="New chest pain? New trouble breathing? Fainting? Coughing blood?",
        help=(
            "New means new for you, or worse than usual. Nearly fainting counts. "
            "So does breathing fast at rest. "
            "Being puffed from a run that has settled does not count."
        ),
        yes=Level.EMERGENCY,
        not_sure=Level.URGENT,
        advice=(
            f"{_CALL} These can be signs of a blood clot or of heart trouble. "
            "Do not rub your legs or feet."
        ),
        advice_if_unsure=(
            f"{_TODAY} If you get chest pain, cannot breathe well or faint, "
            "call your emergency number."
        ),
        sources=(_NHS_DVT, "Gloucestershire Hospitals NHS: DVT leaflet", _SUTHAM),
    ),
    Question(
        id="numb_weak",
        part=Part.NOW,
        label="weak, numb, no pee",
        wording=(
            "Sudden weak face, arm or leg? Slurred speech? "
            "Numb round your bottom? New trouble peeing?"
        ),
        help=(
            "Numbness between the legs counts. So does losing control of your bowels. "
            "An old weakness that has not changed does not count."
        ),
        yes=Level.EMERGENCY,
        not_sure=Level.URGENT,
        advice=(
            f"{_CALL} Call even if it has passed. "
            "These can be signs of a stroke or of a trapped nerve in the back."
        ),
        advice_if_unsure=(
            f"{_TODAY} If a face droops, an arm or leg goes weak, or you cannot pee, "
            "call your emergency number."
        ),
        sources=(
            "Royal Free London NHS: cauda equina leaflet",
            "Stroke Association: symptoms of stroke",
        ),
    ),
    Question(
        id="cold_pale_foot",
        part=Part.NOW,
        label="cold, pale or black",
        wording=(
            "A foot or toe suddenly cold, pale, grey or blue? "
            "Toes that won't move? Skin turning black?"
        ),
        help=(
            "Compare both feet. On brown or black skin look at the nails and the sole. "
            "Feet that are always cold in winter do not count. Nor do toes that go white in the "
            "cold and warm up again, or an old black toenail."
        ),
        yes=Level.EMERGENCY,
        not_sure=Level.URGENT,
        advice=(
            f"{_CALL} These can be signs that blood no longer reaches the foot; hours matter. "
            "Do not rub it and do not warm it."
        ),
        advice_if_unsure=(
            f"{_TODAY} If the foot turns cold, pale, blue or black, or will not move, "
            "call your emergency number."
        ),
        sources=(_HIGHLAND, "Devon Formulary: acute limb ischaemia", f"{_NG19}, 1.4.1"),
    ),
    Question(
        id="one_leg_swollen",
        part=Part.NOW,
        label="one leg swollen",
        wording=("One calf or leg newly swollen or hard, or warm and sore? A hard, sore vein?"),
        help=(
            "Look at both calves. Say yes even if you think you know why, such as a long trip. "
            "Both calves sore after a run does not count."
        ),
        yes=Level.URGENT,
        not_sure=Level.URGENT,
        advice=(
            f"{_TODAY} These can be signs of a blood clot, and rubbing can move a clot. "
            "With chest pain or trouble breathing, call your emergency number."
        ),
        sources=(_NHS_DVT, f"{_BARTSCH} (clot: 97% of experts)", "NICE NG158: Wells score"),
    ),
    Question(
        id="hot_red_swollen",
        part=Part.NOW,
        label="warm, swollen patch",
        wording=("A warm part of a foot or leg that is swollen or a new colour? Pus?"),
        help=(
            "A toe counts. Feel both feet with the back of your hand. On brown or black skin look "
            "for a darker or purple patch. With diabetes, say yes if one foot is warmer or more "
            "swollen than the other, even if it does not hurt. "
            "Without diabetes, simple swelling after a twist comes later."
        ),
        yes=Level.URGENT,
        not_sure=Level.URGENT,
        advice=(
            f"{_TODAY} This can be an infection or a swollen joint. "
            "With diabetes, stay off the foot and call your foot team."
        ),
        sources=(
            "NHS: cellulitis",
            _DIABETES_UK,
            f"{_NG19}, 1.4.2",
            "NHS 111 Wales: gout",
        ),
        follow_ups=(
            Question(
                id="hot_red_swollen.very_ill",
                part=Part.NOW,
                label="very ill with it",
                wording=(
                    "Feverish, shivery, confused or very ill? "
                    "Redness or swelling that is spreading fast?"
                ),
                help=(
                    "A temperature of 38 C (100.4 F) or more counts. So do a racing heart, "
                    "fast breathing and being sick."
                ),
                yes=Level.EMERGENCY,
                not_sure=Level.URGENT,
                advice=f"{_CALL} These can be signs of an infection that is reaching the blood.",
                advice_if_unsure=(
                    f"{_TODAY} If you shiver, feel confused or the patch spreads, "
                    "call your emergency number."
                ),
                sources=("NHS: cellulitis (signs of sepsis)", f"{_NG19}, 1.4.1"),
                due=(
                    *_after("hot_red_swollen"),
                    (
                        (Flag("unwell_today"),),
                        (Flag("one_leg_swollen"), Flag("skin_open")),
                    ),
                ),
            ),
        ),
    ),
    Question(
        id="runner_extra",
        part=Part.RUNNER,
        label="dark pee, weak muscles",
        wording="Pee the colour of cola? Muscles badly swollen or weak?",
        help="Ordinary soreness that eases as you move does not count.",
        yes=Level.EMERGENCY,
        not_sure=Level.URGENT,
        advice=(
            f"{_CALL} Say that it came after hard exercise. "
            "These can be signs that muscle is breaking down, which can harm the kidneys."
        ),
        advice_if_unsure=f"{_TODAY} If your pee turns dark, go to a hospital.",
        sources=("Scalco 2016, BMJ Open SEM 2:e000151", "Stony Brook Medicine: rhabdomyolysis"),
    ),
    Question(
        id="hurt_or_flare",
        part=Part.TODAY,
        label="injury or sore joint",
        wording=(
            "A twist, pull, knock or fall that still hurts? A sore, swollen or stiff joint? "
            "Pain behind the heel?"
        ),
        help=(
            "Sprains, tendon pain, gout and arthritis flares count. Cuts come later. Ordinary sore "
            "muscles after exercise do not count. Nor does a heel that is sore underneath with the "
            "first steps of the day, or an old bunion that is no worse."
        ),
        yes=Level.STOP_TODAY,
        not_sure=Level.STOP_TODAY,
        advice="Leave it until it has healed or calmed down. If it is no better in a week, "
        "see a podiatrist or doctor.",
        sources=(_ARTICLE, f"{_BARTSCH} (inflamed tissue: 97% of experts)", _OTTAWA),
        follow_ups=(
            Question(
                id="hurt_or_flare.deformed_or_tight",
                part=Part.TODAY,
                label="bent, numb or tight",
                wording=(
                    "Is it bent out of shape? Numb or tingling? Hard, tight and getting worse? "
                    "Can you see bone?"
                ),
                help="Tight means hard and swollen, with pain that keeps growing.",
                yes=Level.EMERGENCY,
                not_sure=Level.URGENT,
                advice=(
                    f"{_CALL} A bone, a nerve or the blood flow may be in danger. "
                    "Keep the leg still."
                ),
                advice_if_unsure=(
                    f"{_TODAY} If it goes numb, or gets tighter and sorer, "
                    "call your emergency number."
                ),
                sources=("NHS: compartment syndrome", "NHS: broken ankle"),
                due=_after("hurt_or_flare"),
            ),
            Question(
                id="hurt_or_flare.cannot_bear_weight",
                part=Part.TODAY,
                label="pop, limp or sore bone",
                wording=(
                    "Did it pop or snap, or feel like a kick that nobody gave? "
                    "After a twist, pull, knock or fall: cannot walk four steps, "
                    "cannot go on tiptoe, or a bone hurts to press?"
                ),
                help=(
                    "A bad step counts as a twist. "
                    "No pop, kick, twist, pull, knock or fall? Then the answer is no."
                ),
                yes=Level.URGENT,
                not_sure=Level.URGENT,
                advice=(
                    f"{_TODAY} A bone may be broken or a tendon torn; it may need an X-ray. "
                    "Stay off the foot."
                ),
                sources=(_OTTAWA, "Bupa: Achilles tendon rupture"),
                due=_after("hurt_or_flare"),
            ),
            Question(
                id="hurt_or_flare.tendon_antibiotic",
                part=Part.TODAY,
                label="heel and antibiotic",
                wording=(
                    "Pain behind the heel: are you taking an antibiotic "
                    "with a name that ends in -floxacin?"
                ),
                help=(
                    "Ciprofloxacin and levofloxacin, for example. Say yes if you took one in the "
                    "last weeks. No pain behind the heel? Then the answer is no."
                ),
                yes=Level.URGENT,
                not_sure=Level.URGENT,
                advice=(
                    "Call your doctor today, before the next tablet: "
                    "this kind of antibiotic can harm a tendon. Do not massage."
                ),
                sources=("MHRA Drug Safety Update, March 2019", "Alves 2019, Eur J Clin Pharmacol"),
                due=_after("hurt_or_flare"),
            ),
        ),
    ),
    Question(
        id="bone_spot",
        part=Part.TODAY,
        label="sore spot on a bone",
        wording=("One sore spot on a bone? A heel sore to squeeze? Foot pain that wakes you?"),
        help=(
            "A spot that a fingertip covers, and that gets worse with each run, may be a crack in "
            "the bone. A wide ache in both feet does not count."
        ),
        yes=Level.ASK_FIRST,
        not_sure=Level.ASK_FIRST,
        advice="See a podiatrist or doctor before you massage. A bone may be cracked. "
        "Do not run on it until then.",
        sources=(
            "Metzl (Hospital for Special Surgery) in Runner's World: stress fractures",
            "Koc 2023, JOSPT 53:CPG1 (heel pain)",
        ),
    ),
    Question(
        id="skin_open",
        part=Part.TODAY,
        label="broken skin",
        wording="Cut, sore, ulcer or burn? Burst blister (diabetes: any blister)? "
        "Skin split open or weeping?",
        help=(
            "Look between the toes and under the foot; use a mirror. An ingrown nail with broken "
            "skin, a bite and stitches count. With diabetes or numb feet, a blister counts. "
            "Otherwise dry skin, corns, old scars, a whole blister, a verruca and dry athlete's "
            "foot do not count, but keep off the spot."
        ),
        yes=Level.STOP_TODAY,
        not_sure=Level.STOP_TODAY,
        advice="Leave both feet until the skin has closed.",
        sources=(_ARTICLE, f"{_BARTSCH} (open wounds: 73% of experts)", _MAYO, f"{_NG19}, 1.4.2"),
        follow_ups=(
            Question(
                id="skin_open.deep_or_dirty",
                part=Part.TODAY,
                label="deep or dirty",
                wording="Is it deep, dirty, smelly or oozing pus? Could something still be in it?",
                help="Glass, a thorn or grit count.",
                yes=Level.URGENT,
                not_sure=Level.URGENT,
                advice=f"{_TODAY} It may need cleaning or closing.",
                sources=("NHS: cuts and grazes", f"{_NG19}, 1.4.2"),
                due=_after("skin_open"),
            ),
            Question(
                id="skin_open.slow_to_heal",
                part=Part.TODAY,
                label="open over two weeks",
                wording="Has any of it been open for more than two weeks?",
                help="Cracks that come and go count if one of them does not close.",
                yes=Level.ASK_FIRST,
                not_sure=Level.ASK_FIRST,
                advice="See a podiatrist or doctor: skin that heals slowly has a reason.",
                sources=(
                    "Victoria (AU) Department of Health: referral criteria",
                    "NHS Borders: podiatry",
                ),
                due=_after("skin_open"),
            ),
        ),
    ),
    Question(
        id="unwell_today",
        part=Part.TODAY,
        label="ill, sleepy or drunk",
        wording="Fever? Feeling ill or shaky? Very sleepy? Several drinks?",
        help="Whatever dulls your head or your feeling counts. "
        "Shaky or sweaty with diabetes: treat low sugar first.",
        yes=Level.STOP_TODAY,
        not_sure=Level.STOP_TODAY,
        advice="Wait until you are well, awake and sober. You need to feel what you press.",
        sources=(_PARQ,),
    ),
    Question(
        id="break_op_cast",
        part=Part.HISTORY,
        label="break, operation, cast",
        wording=(
            "In the last 3 months: a broken foot or leg bone, operation, cast, or 3 days in bed? "
            "An older break not yet healed?"
        ),
        help=(
            "Any operation on a leg or foot counts. One elsewhere counts if it kept you lying "
            "down. A break that nobody has checked yet counts. "
            "An old one that healed long ago does not."
        ),
        yes=Level.ASK_FIRST,
        not_sure=Level.ASK_FIRST,
        advice="Ask the people who treat you before you massage. "
        "Bones need time, and lying still makes blood clots more likely.",
        sources=(
            _ARTICLE,
            f"{_BARTSCH} (fractures: 84% of experts)",
            "NICE NG158: Wells score",
            "Behera 2018 (fatal lung clot after leg massage)",
        ),
    ),
    Question(
        id="clot_ever",
        part=Part.HISTORY,
        label="blood clot, ever",
        wording="A blood clot in a leg or lung, ever?",
        help="Doctors may call it DVT or PE. Told that it might have been one? Say not sure. "
        "Varicose veins alone do not count.",
        yes=Level.ASK_FIRST,
        not_sure=Level.ASK_FIRST,
        advice="Ask your doctor whether massage is fine for you. Clots can come back unnoticed.",
        sources=(
            _ARTICLE,
            f"{_BARTSCH} (clot: 97% of experts)",
            "Lim 2009, BMJ Case Rep (lung clot after leg massage)",
        ),
    ),
    Question(
        id="thin_bones",
        part=Part.HISTORY,
        label="thin bones",
        wording="Thin bones (osteoporosis)? After 50, a bone broken in a small fall?",
        help="A bone scan or a doctor would have told you.",
        yes=Level.GENTLE,
        not_sure=Level.GENTLE,
        advice="Keep it light: no knuckles, no ball, no hard pressing.",
        sources=(_ARTICLE, _NCCIH, _MAYO),
        follow_ups=(
            Question(
                id="thin_bones.severe",
                part=Part.HISTORY,
                label="severe thin bones",
                wording=(
                    "Were you told it is severe? "
                    "Ever broken a bone in a small fall, a bump or by lifting?"
                ),
                help="A spine bone that gave way counts as broken.",
                yes=Level.ASK_FIRST,
                not_sure=Level.ASK_FIRST,
                advice="Ask your doctor before you massage: bones this thin can break easily.",
                sources=(_MAYO, _NCCIH),
                due=_after("thin_bones"),
            ),
        ),
    ),
    Question(
        id="diabetes",
        part=Part.HISTORY,
        label="diabetes",
        wording="Diabetes (not borderline)?",
        help="Any type counts, also in remission. So do tablets for sugar. Pre-diabetes does not.",
        yes=Level.GENTLE,
        not_sure=Level.GENTLE,
        advice=(
            "Keep it light. No lotion between the toes. Look at both feet before and after. "
            "Never rub a place where you inject or wear a pump."
        ),
        sources=(_ARTICLE, _IWGDF, _NG19),
        follow_ups=(
            Question(
                id="diabetes.foot_check_missing",
                part=Part.HISTORY,
                label="foot check overdue",
                wording=(
                    "Over 12 months since a foot check by a nurse, doctor or podiatrist "
                    "(if never: yes)? "
                    "Has one found numbness, poor flow or another problem?"
                ),
                help="A foot check tests the feeling and the pulses in your feet. "
                "A touch test at home is no foot check. Nor is a look at a nail.",
                yes=Level.ASK_FIRST,
                not_sure=Level.ASK_FIRST,
                advice="Ask for a foot check first. It is due once a year with diabetes.",
                sources=(f"{_NG19}, 1.3", _IWGDF),
                due=_after("diabetes"),
            ),
            Question(
                id="diabetes.past_foot_problem",
                part=Part.HISTORY,
                label="past foot problem",
                wording="A foot ulcer (deep sore), an amputation or a Charcot foot, ever?",
                help="One that you have now counts. "
                "Charcot (say: shar-ko) is a foot whose bones have gone weak and moved.",
                yes=Level.ASK_FIRST,
                not_sure=Level.ASK_FIRST,
                advice="Ask your foot team before you massage: your feet are at high risk.",
                sources=(_IWGDF, "NHS Borders: podiatry"),
                due=_after("diabetes"),
            ),
        ),
    ),
    Question(
        id="numb_or_poor_flow",
        part=Part.HISTORY,
        label="numb or blocked flow",
        wording=(
            "Lasting numb, tingling or burning feet? Toes missed in a touch test? "
            "Calf cramp on walking that stops with rest? Narrow or blocked leg arteries? "
            "Foot pain at night that eases hanging down?"
        ),
        help=(
            "Two or more of six toes not felt in a touch test counts. "
            "A foot that went to sleep and woke again does not count. "
            "Nor do cold feet or varicose veins."
        ),
        yes=Level.ASK_FIRST,
        not_sure=Level.ASK_FIRST,
        advice="See a podiatrist or doctor first. "
        "Feet that feel little, or get little blood, can be harmed unnoticed.",
        sources=(_IWGDF, _HIGHLAND, "Werner 2010, Massage & Bodywork"),
        follow_ups=(
            Question(
                id="numb_or_poor_flow.rest_pain",
                part=Part.HISTORY,
                label="pain at rest",
                wording="Does a foot hurt at night or at rest, and ease when you hang it down?",
                help="Hanging it out of the bed, for example.",
                yes=Level.URGENT,
                not_sure=Level.URGENT,
                advice=f"{_TODAY} This can be a sign that too little blood reaches the foot.",
                sources=(_HIGHLAND,),
                due=_after("numb_or_poor_flow"),
            ),
        ),
    ),
    Question(
        id="bleeds_easily",
        part=Part.HISTORY,
        label="bleeding or thinners",
        wording=(
            "Blood thinners other than low-dose aspirin? "
            "A bleeding problem? Low platelets? Easy bruising?"
        ),
        help=(
            "Such as warfarin, apixaban, edoxaban or clopidogrel. Heparin jabs count. So do most "
            "tablets for a clot or an uneven heartbeat. A pharmacist can tell you."
        ),
        yes=Level.GENTLE,
        not_sure=Level.GENTLE,
        advice="Keep it light, and look for bruises afterwards.",
        sources=(_NCCIH, _MAYO),
        follow_ups=(
            Question(
                id="bleeds_easily.disorder",
                part=Part.HISTORY,
                label="bleeding disorder",
                wording=(
                    "Do you have a bleeding disorder or low platelets? Big bruises without a knock?"
                ),
                help="Haemophilia, for example. A doctor would have told you.",
                yes=Level.ASK_FIRST,
                not_sure=Level.ASK_FIRST,
                advice="Ask the people who treat you before you massage.",
                sources=(_MAYO, _NCCIH),
                due=_after("bleeds_easily"),
            ),
        ),
    ),
    Question(
        id="pregnant",
        part=Part.HISTORY,
        label="pregnant or new mother",
        wording="Pregnant? Gave birth in the last 6 weeks?",
        help="If you might be pregnant and do not know, say not sure.",
        yes=Level.GENTLE,
        not_sure=Level.GENTLE,
        advice="Keep it light, on the feet only: no calf massage.",
        sources=(
            "Mueller & Grunwald 2021, J Clin Med 10:3485",
            "Coban & Sirin 2010, Int J Nurs Pract 16:454",
            _SUTHAM,
        ),
        follow_ups=(
            Question(
                id="pregnant.warning_signs",
                part=Part.HISTORY,
                label="pregnancy warning signs",
                wording="Sudden swelling of face or hands? A bad headache? Flashing lights?",
                help="Ankles a little puffy in the evening and fine by morning do not count.",
                yes=Level.URGENT,
                not_sure=Level.URGENT,
                advice="Call your midwife, maternity unit or doctor now. Do not massage.",
                sources=("NHS: pre-eclampsia",),
                due=_after("pregnant"),
            ),
            Question(
                id="pregnant.high_risk",
                part=Part.HISTORY,
                label="high-risk pregnancy",
                wording="Were you told that it is high risk, or that clots are a risk?",
                help="Your midwife or doctor would have told you.",
                yes=Level.ASK_FIRST,
                not_sure=Level.ASK_FIRST,
                advice="Ask your midwife or doctor before you massage.",
                sources=(_SUTHAM, _MAYO),
                due=_after("pregnant"),
            ),
        ),
    ),
    Question(
        id="cancer_heart_kidney",
        part=Part.HISTORY,
        label="cancer, heart, kidneys",
        wording="Cancer now, or treatment for it? Heart or kidney failure?",
        help=(
            "Cancer that ended long ago and needs no treatment does not count. "
            "Nor does blood pressure under control, or an uneven heartbeat alone."
        ),
        yes=Level.ASK_FIRST,
        not_sure=Level.ASK_FIRST,
        advice="Ask the people who treat you before you massage.",
        sources=(_NCCIH, _MAYO),
    ),
    Question(
        id="lump_or_mark",
        part=Part.HISTORY,
        label="new lump or mole",
        wording="A new lump? A changing mark or mole on a foot or leg?",
        help="Anything that grows, changes colour or bleeds counts. A verruca you know, or an old "
        "black nail that has not changed, does not.",
        yes=Level.ASK_FIRST,
        not_sure=Level.ASK_FIRST,
        advice="Show it to a doctor before you massage.",
        sources=(_NCCIH, _MAYO, "NHS: melanoma skin cancer"),
    ),
    Question(
        id="swelling_or_touch_pain",
        part=Part.HISTORY,
        label="lasting swelling or pain",
        wording=(
            "A leg or foot swollen all day? Brown, hard skin at the ankle? "
            "Bad pain at a light touch?"
        ),
        help=(
            "Lymphoedema, CRPS and new swelling count. Ankles a little puffy at night and fine by "
            "morning do not. Nor do a few soft varicose veins."
        ),
        yes=Level.ASK_FIRST,
        not_sure=Level.ASK_FIRST,
        advice="See a doctor or podiatrist before you massage.",
        sources=(_NCCIH, "NHS: oedema", "Werner: A Massage Therapist's Guide to Pathology"),
    ),
    Question(
        id="any_doubt",
        part=Part.DOUBT,
        label="any other doubt",
        wording="Any other doubt whether this is safe for you?",
        help="Trust your doubt, and ask someone who knows about feet or about your health.",
        yes=Level.ASK_FIRST,
        not_sure=Level.ASK_FIRST,
        advice="Ask a podiatrist, doctor or pharmacist before you start.",
        sources=(_ARTICLE, _PARQ),
    ),
)

_OPEN_SKIN_AT_RISK = (
    (Flag("skin_open"),),
    (Flag("diabetes"), Flag("numb_or_poor_flow")),
)

CROSS_RULES: tuple[CrossRule, ...] = (
    CrossRule(
        id="leg_clot_and_chest",
        label="swollen leg and chest",
        when=((Flag("one_leg_swollen"),), (Flag("chest_breath"),)),
        level=Level.EMERGENCY,
        advice=(
            f"{_CALL} A swollen leg together with chest or breathing trouble can be "
            "a blood clot in the lung. Do not rub the leg or foot."
        ),
        sources=(_NHS_DVT,),
    ),
    CrossRule(
        id="open_skin_at_risk_unwell",
        label="broken skin and unwell",
        when=(*_OPEN_SKIN_AT_RISK, (Flag("unwell_today", frozenset({Answer.YES})),)),
        level=Level.EMERGENCY,
        advice=(
            f"{_CALL} Broken skin on a foot with diabetes, little feeling or poor blood flow, "
            "and feeling ill, can mean an infection that threatens the leg."
        ),
        sources=(f"{_NG19}, 1.4.1",),
    ),
    CrossRule(
        id="open_skin_at_risk",
        label="broken skin at risk",
        when=_OPEN_SKIN_AT_RISK,
        level=Level.URGENT,
        advice=(
            "Call your foot team or doctor today, however small it is: with diabetes, little "
            "feeling or poor blood flow, broken skin can turn bad fast. Do not massage."
        ),
        sources=(f"{_NG19}, 1.4.2", _DIABETES_UK),
    ),
    CrossRule(
        id="numb_diabetes",
        label="numb with diabetes",
        when=((Flag("diabetes"),), (Flag("numb_or_poor_flow"),)),
        level=Level.ASK_FIRST,
        advice="Ask your foot team first: diabetes with little feeling or poor blood flow "
        "puts your feet at risk.",
        sources=(_IWGDF,),
    ),
)

CHANGED = Question(
    id="changed",
    part=Part.HISTORY,
    label="health has changed",
    wording="Anything new or changed in your health since {day}?",
    help=(
        "A new illness, drug, injury, operation, pregnancy or test result counts. "
        "So does an old problem that got worse."
    ),
    yes=Level.GO,
    not_sure=Level.GO,
    advice="",
    sources=(_PARQ,),
)
"""Stands for the health history while that is kept or cleared; `{day}` is when that was.

By itself it means nothing; after a yes or not sure the history is asked and nothing is lifted."""

NEVER_KEPT = ("diabetes.foot_check_missing",)
"""Questions on health history that are asked every time, because a "no" to them turns into a yes by
time alone: nothing needs to change in a person's health for a year to pass."""

NO_CALF_CLEARED = ("clot_ever",)
"""Questions whose clearance keeps hands off the calf for good, for the reason given below."""

NO_CALF = ("pregnant", "bleeds_easily")
"""Questions whose yes or not sure keeps hands off the calf, as level `gentle` does.

Every report of a lung clot after massage that was found involved the leg, none the sole alone
(Sutham 2020; Behera 2018; Lim 2009). That is absence of reports, not proof: a judgement."""

HEADLINES = {
    Level.GO: "No stop signs in your answers.",
    Level.GENTLE: "Gentle massage only.",
    Level.ASK_FIRST: "Ask a podiatrist or doctor before you start.",
    Level.STOP_TODAY: "No massage today.",
    Level.URGENT: "Get medical advice today. Do not massage.",
    Level.EMERGENCY: "Call your emergency number now.",
}

MEANINGS = {
    Level.GO: "Any routine is open. Stop if it hurts.",
    Level.GENTLE: "A light routine, at most 2 of 10 in pressure, and no calf massage.",
    Level.ASK_FIRST: "No session until someone who can examine you says that it is fine.",
    Level.STOP_TODAY: "Wait until it has healed or you are well, then answer again.",
    Level.URGENT: "A doctor, urgent care or your health line should hear of this today.",
    Level.EMERGENCY: "For example 112, 911 or 999. Do not rub your legs or feet.",
}
"""What each level means for a session, under its headline."""
