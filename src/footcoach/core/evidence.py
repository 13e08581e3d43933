"""What massage does and does not do, as claims, each graded and with the sources it rests on.

A claim says no more than its source. Grades: A, studies or official advice agree; B, few or small
studies, effects that pass, or a judgement; C, not shown; D, contradicted or unsafe. A claim with a
C or D denies the idea that it grades or warns of it, so that no sentence here misleads by itself.

Of most papers the abstract was read, not the whole; official texts of NCCIH, Mayo Clinic, CDC and
the American Cancer Society were read as copies. No clinician has reviewed the claims.
"""

from footcoach.core.claim import Claim, Grade, Source, Topic

ARTICLE = Source(
    "Foot Vitals. Foot massage. Reviewed by K. Armstrong, last updated 14 March 2016",
    "https://www.footvitals.com/health/foot-massage.html",
)
"""The article that this project began from."""

ABOUT = {
    Topic.TYPES: "Swedish, deep, sports and trigger point massage: what they are",
    Topic.SELF_MASSAGE: "Doing it yourself: what was tested, how hard, with what",
    Topic.BENEFITS: "What massage can do for you, and for how long",
    Topic.RUNNERS: "Sore muscles, speed and injuries",
    Topic.DIABETES: "Feet with diabetes, insulin and numbness",
    Topic.RISKS: "Who should be careful, and why",
    Topic.MYTHS: "What is often said, but not shown",
}

_DAVIS = Source(
    "Davis HL, Alabed S, Chico TJA. Effect of sports massage on performance and recovery: "
    "a systematic review and meta-analysis. BMJ Open Sport Exerc Med 2020;6:e000614",
    "https://doi.org/10.1136/bmjsem-2019-000614",
)
_GUO = Source(
    "Guo J et al. Massage alleviates delayed onset muscle soreness after strenuous exercise: "
    "a systematic review and meta-analysis. Front Physiol 2017;8:747",
    "https://doi.org/10.3389/fphys.2017.00747",
)
_DUPUY = Source(
    "Dupuy O et al. An evidence-based approach for choosing post-exercise recovery techniques. "
    "Front Physiol 2018;9:403",
    "https://doi.org/10.3389/fphys.2018.00403",
)
_NUNES = Source(
    "Nunes GS et al. Massage therapy decreases pain and perceived fatigue after long-distance "
    "Ironman triathlon: a randomised trial. J Physiother 2016;62:83-7",
    "https://doi.org/10.1016/j.jphys.2016.02.009",
)
_HOFFMAN = Source(
    "Hoffman MD et al. A randomized controlled trial of massage and pneumatic compression for "
    "ultramarathon recovery. J Orthop Sports Phys Ther 2016;46:320-6",
    "https://doi.org/10.2519/jospt.2016.6455",
)
_DAKIC = Source(
    "Dakić M et al. The effects of massage therapy on sport and exercise performance: "
    "a systematic review. Sports 2023;11:110",
    "https://doi.org/10.3390/sports11060110",
)
_WEERAPONG = Source(
    "Weerapong P, Hume PA, Kolt GS. The mechanisms of massage and effects on performance, muscle "
    "recovery and injury prevention. Sports Med 2005;35:235-56",
    "https://doi.org/10.2165/00007256-200535030-00004",
)
_WILTSHIRE = Source(
    "Wiltshire EV et al. Massage impairs postexercise muscle blood flow and 'lactic acid' "
    "removal. Med Sci Sports Exerc 2010;42:1062-71",
    "https://doi.org/10.1249/MSS.0b013e3181c9214f",
)
_HINDS = Source(
    "Hinds T et al. Effects of massage on limb and skin blood flow after quadriceps exercise. "
    "Med Sci Sports Exerc 2004;36:1308-13",
    "https://pubmed.ncbi.nlm.nih.gov/15292737/",
)
_CRANE = Source(
    "Crane JD et al. Massage therapy attenuates inflammatory signaling after exercise-induced "
    "muscle damage. Sci Transl Med 2012;4:119ra13",
    "https://pubmed.ncbi.nlm.nih.gov/22301554/",
)
_PERLMAN_2006 = Source(
    "Perlman AI et al. Massage therapy for osteoarthritis of the knee: a randomized controlled "
    "trial. Arch Intern Med 2006;166:2533-8",
    "https://doi.org/10.1001/archinte.166.22.2533",
)
_PERLMAN_2018 = Source(
    "Perlman A et al. Efficacy and safety of massage for osteoarthritis of the knee: a randomized "
    "clinical trial. J Gen Intern Med 2019;34:379-86",
    "https://doi.org/10.1007/s11606-018-4763-5",
)
_QUINTNER = Source(
    "Quintner JL, Bove GM, Cohen ML. A critical evaluation of the trigger point phenomenon. "
    "Rheumatology 2015;54:392-9",
    "https://pubmed.ncbi.nlm.nih.gov/25477053/",
)
_DOMMERHOLT = Source(
    "Dommerholt J, Gerwin RD. A critical evaluation of Quintner et al: missing the point. "
    "J Bodyw Mov Ther 2015;19:193-204",
    "https://doi.org/10.1016/j.jbmt.2015.01.009",
)
_CHAUDHRY = Source(
    "Chaudhry H et al. Three-dimensional mathematical model for deformation of human fasciae in "
    "manual therapy. J Am Osteopath Assoc 2008;108:379-90",
    "https://doi.org/10.7556/jaoa.2008.108.8.379",
)
_POLLACK = Source(
    "Pollack Y, Shashua A, Kalichman L. Manual therapy for plantar heel pain. The Foot 2018;34:11-6"
)
_MISCHKE = Source(
    "Mischke 2017. Manual therapy for plantar heel pain (systematic review)",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC5539575",
)
_GRIEVE = Source(
    "Grieve R et al. The immediate effect of bilateral self myofascial release on the plantar "
    "surface of the feet on hamstring and lumbar spine flexibility: a pilot randomised controlled "
    "trial. J Bodyw Mov Ther 2015",
    "https://doi.org/10.1016/j.jbmt.2014.12.004",
)
_CHEATHAM = Source(
    "Cheatham SW et al. The effects of self-myofascial release using a foam roll or roller "
    "massager: a systematic review. Int J Sports Phys Ther 2015;10:827-38",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC4637917",
)
_GOKBULUT = Source(
    "Gökbulut N, Ibici Akça E, Karakayali Ay Ç. The impact of foot massage given to postmenopausal "
    "women on anxiety, fatigue, and sleep: a randomized-controlled trial. "
    "Menopause 2022;29:1254-62",
    "https://doi.org/10.1097/GME.0000000000002062",
)
_MORADPOUR = Source(
    "Moradpour Ivaki M et al. The effects of foot reflexology and foot massage on fatigue and its "
    "impacts in female nurses: a randomized controlled trial. Nurs Midwifery Stud 2024;13:108-15",
    "https://doi.org/10.48307/nms.2024.427637.1313",
)
_COBAN = Source(
    "Çoban A, Şirin A. Effect of foot massage to decrease physiological lower leg oedema in late "
    "pregnancy: a randomized controlled trial in Turkey. Int J Nurs Pract 2010;16:454-60",
    "https://pubmed.ncbi.nlm.nih.gov/20854342/",
)
_MUELLER = Source(
    "Mueller SM, Grunwald M. Effects, side effects and contraindications of relaxation massage "
    "during pregnancy: a systematic review of randomized controlled trials. "
    "J Clin Med 2021;10:3485",
    "https://doi.org/10.3390/jcm10163485",
)
_LINDE_1986 = Source(
    "Linde B. Dissociation of insulin absorption and blood flow during massage of a subcutaneous "
    "injection site. Diabetes Care 1986;9:570-4",
    "https://pubmed.ncbi.nlm.nih.gov/3542450/",
)
_LINDE_1989 = Source(
    "Linde B. Massage-enhanced insulin absorption: increased distribution or dissociation of "
    "insulin? Diabetes Res 1989;11:191-4",
    "https://pubmed.ncbi.nlm.nih.gov/2696618/",
)
_EZZO = Source(
    "Ezzo J, Donner T, Nickols D, Cox M. Is massage useful in the management of diabetes? "
    "A systematic review. Diabetes Spectrum 2001;14:218-24",
    "https://doi.org/10.2337/diaspect.14.4.218",
)
_BAYAT = Source(
    "Bayat D et al. The effect of massage on diabetes and its complications: a systematic review. "
    "Crescent J Med Biol Sci 2020;7:22-8"
)
_CHATCHAWAN = Source(
    "Chatchawan U et al. Effects of Thai foot massage on balance performance in diabetic patients "
    "with peripheral neuropathy. Med Sci Monit Basic Res 2015;21:68-75",
    "https://doi.org/10.12659/MSMBR.894163",
)
_HERNANDEZ = Source(
    "Hernández-Secorún M et al. Exercise and manual therapy for diabetic peripheral neuropathy: "
    "a systematic review. Appl Sci 2021;11:5665",
    "https://doi.org/10.3390/app11125665",
)
_NG19 = Source("NICE guideline NG19. Diabetic foot problems")
_IWGDF = Source("IWGDF 2023. Guideline on the prevention of foot ulcers in persons with diabetes")
_DIABETES_UK = Source(
    "Diabetes UK. Checking your feet; signs of serious foot problems; Charcot foot"
)
_CDC = Source("CDC (United States). Advice on foot care with diabetes")
_ALLIANCE = Source("Northern Care Alliance NHS. Advice on foot care with diabetes")
_BARTSCH = Source(
    "Bartsch KM et al. Expert consensus on the contraindications and cautions of foam rolling: "
    "an international Delphi study. J Clin Med 2021;10:5360",
    "https://doi.org/10.3390/jcm10225360",
)
_BATAVIA = Source(
    "Batavia M. Contraindications for therapeutic massage: do sources agree? "
    "J Bodyw Mov Ther 2004;8:48-57"
)
_ERNST_2003 = Source(
    "Ernst E. The safety of massage therapy. Rheumatology 2003;42:1101-6",
    "https://doi.org/10.1093/rheumatology/keg306",
)
_YIN = Source(
    "Yin P et al. Adverse events of massage therapy in pain-related conditions: a systematic "
    "review. Evid Based Complement Alternat Med 2014:480956",
    "https://doi.org/10.1155/2014/480956",
)
_CAMBRON = Source(
    "Cambron 2007. Side-effects of massage therapy: a cross-sectional study of 100 clients",
    "https://doi.org/10.1089/acm.2006.6401",
)
_SUTHAM = Source(
    "Sutham K et al. Leg massage during pregnancy with unrecognized deep vein thrombosis could be "
    "life threatening: a case report. BMC Pregnancy Childbirth 2020;20:237",
    "https://doi.org/10.1186/s12884-020-02924-w",
)
_BEHERA = Source("Behera 2018. Leg massage by mother resulting in fatal pulmonary thromboembolism")
_LIM = Source(
    "Lim et al. Massaging the outcome: an unusual presentation of pulmonary embolism. "
    "BMJ Case Rep 2009"
)
_NHS_CLOT = Source("NHS. Deep vein thrombosis (DVT)")
_NHS_CELLULITIS = Source("NHS. Cellulitis")
_MAYO = Source("Mayo Clinic. Massage therapy, risks")
_NCCIH = Source("NCCIH (NIH). Massage therapy, what you need to know")
_OTTAWA = Source("Ottawa ankle and foot rules")
_METZL = Source("Metzl (Hospital for Special Surgery) in Runner's World. Stress fractures")
_MHRA = Source("MHRA and National Fire Chiefs Council. Skin creams on fabric and fire")
_ACS = Source("American Cancer Society. Statement on myofascial release (read as quoted elsewhere)")
_ERNST_2009 = Source(
    "Ernst E. Is reflexology an effective intervention? A systematic review of randomised "
    "controlled trials. Med J Aust 2009;191:263-6",
    "https://pubmed.ncbi.nlm.nih.gov/19740047/",
)
_ERNST_2011 = Source(
    "Ernst E et al. Reflexology: an update of a systematic review of randomised clinical trials. "
    "Maturitas 2011;68:116-20",
    "https://doi.org/10.1016/j.maturitas.2010.10.011",
)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="five-strokes",
        topic=Topic.TYPES,
        text=(
            "Swedish massage is known for five strokes. Gliding is a long, smooth slide. Kneading "
            "squeezes and rolls. Tapping is light and quick. Friction is small circles that move "
            "the skin along. Vibration is a loose shake."
        ),
        grade=Grade.A,
        sources=(_WEERAPONG,),
    ),
    Claim(
        id="stroke-effects",
        topic=Topic.TYPES,
        text=(
            "Some say that each stroke does its own work inside the body: that tapping wakes up "
            "the nerves, for example. How massage works is mostly assumed, not shown."
        ),
        grade=Grade.C,
        sources=(_WEERAPONG,),
        article=(
            "The article says that tapping, friction and vibration all stimulate the nerves. "
            "Here you read how a stroke is done, not what it might do inside."
        ),
    ),
    Claim(
        id="knee-arthritis",
        topic=Topic.TYPES,
        text=(
            "In trials, weeks of Swedish massage by a therapist eased pain and stiffness from worn "
            "knees for a time. That was about knees. It may not hold for feet, or for rubbing "
            "them yourself."
        ),
        grade=Grade.B,
        sources=(_PERLMAN_2006, _PERLMAN_2018),
        article=(
            "The article says that Swedish massage works for joint pain and stiffness. "
            "The trials found are on knees, so nothing is promised here for the joints of the foot."
        ),
    ),
    Claim(
        id="deep",
        topic=Topic.TYPES,
        text=(
            "Some say that deep massage treats an injury, and that pain is part of it. Massage "
            "should not ordinarily be painful. Keep off an injury until it has healed. If it "
            "hurts, ease off."
        ),
        grade=Grade.D,
        sources=(_MAYO, _BARTSCH),
        article=(
            "The article says that deep massage may be painful and that it is used on damage from "
            "an injury. It also says not to massage an injury that has not healed: that holds here."
        ),
    ),
    Claim(
        id="sports",
        topic=Topic.TYPES,
        text=(
            "Some say that sports massage prevents injuries. Few studies have looked, and they do "
            "not show it."
        ),
        grade=Grade.C,
        sources=(_WEERAPONG, _POLLACK),
        article=(
            "The article says that sports massage prevents injury, and calls it manual therapy, "
            "too. That name also takes in work on the joints, so it is not used here."
        ),
    ),
    Claim(
        id="trigger-points",
        topic=Topic.TYPES,
        text=(
            "Some say that trigger point massage breaks up knots in a muscle. Tender spots are "
            "real. What causes them, experts do not agree on: one group holds that the idea of "
            "trigger points is refuted, another disputes that."
        ),
        grade=Grade.C,
        sources=(_QUINTNER, _DOMMERHOLT),
        article=(
            "The article says that trigger point massage and myofascial release are the same. "
            "They are two ideas. Here you read of tender spots, and a press on one must not hurt."
        ),
    ),
    Claim(
        id="by-yourself",
        topic=Topic.SELF_MASSAGE,
        text=(
            "It is not shown that rubbing your own feet does as much as massage by a therapist. "
            "In the trials on sore muscles that these pages rest on, other people did the work."
        ),
        grade=Grade.C,
        sources=(_DAVIS, _NUNES, _HOFFMAN),
    ),
    Claim(
        id="ball",
        topic=Topic.SELF_MASSAGE,
        text=(
            "In one small trial, people rolled their soles on a tennis ball. Right after, they "
            "could bend further forward than those who had not. There were 24 people, and it was "
            "measured only then."
        ),
        grade=Grade.B,
        sources=(_GRIEVE,),
    ),
    Claim(
        id="roller",
        topic=Topic.SELF_MASSAGE,
        text=(
            "Rolling on a foam roller or with a roller stick seems to let joints move a bit "
            "further, for a short time. It may also take the edge off sore muscles."
        ),
        grade=Grade.B,
        sources=(_CHEATHAM,),
    ),
    Claim(
        id="how-long",
        topic=Topic.SELF_MASSAGE,
        text=(
            "Ten to 20 minutes once a day is what people were given in two trials of foot massage. "
            "No trial was found that looked for the best length."
        ),
        grade=Grade.B,
        sources=(_MORADPOUR, _COBAN),
    ),
    Claim(
        id="how-hard",
        topic=Topic.SELF_MASSAGE,
        text=(
            "Massage should not ordinarily be painful. No trial was found that says how hard is "
            "right. The ceiling here, 4 of 10, is a judgement: you can still breathe and talk "
            "with ease."
        ),
        grade=Grade.B,
        sources=(_MAYO,),
    ),
    Claim(
        id="lotion",
        topic=Topic.SELF_MASSAGE,
        text=(
            "Put a little lotion on the tops and soles, not between the toes: skin that stays "
            "damp there can get infected. This advice is for people with diabetes. "
            "Here it is for all."
        ),
        grade=Grade.A,
        sources=(_CDC, _ALLIANCE),
        article=(
            "The article says to use plenty of lotion or baby oil on the whole foot, the toes too. "
            "Oily soles slip, and between the toes it can do harm."
        ),
    ),
    Claim(
        id="calm",
        topic=Topic.BENEFITS,
        text=(
            "In trials, people said that they felt calmer and less tired for a while after "
            "massage. That goes by what they said, and they knew that they had a massage."
        ),
        grade=Grade.B,
        sources=(_DAKIC, _GOKBULUT),
        article=(
            "The article says that massage is effective for tension, pain and stress, and speaks "
            "of real medical benefits. What was measured is how people felt, for a short time."
        ),
    ),
    Claim(
        id="tired-and-sleep",
        topic=Topic.BENEFITS,
        text=(
            "In a trial of 70 women after the menopause, half had a foot massage each day for a "
            "week. They said they were less tired and slept longer than the other half. It was one "
            "trial, and nobody could be kept from knowing who had the massage."
        ),
        grade=Grade.B,
        sources=(_GOKBULUT,),
    ),
    Claim(
        id="bending",
        topic=Topic.BENEFITS,
        text="Massage can make you a little more flexible. The gain in trials was small.",
        grade=Grade.B,
        sources=(_DAVIS, _DAKIC),
        article=(
            "The article says that massage softens clenched muscles. "
            "What trials measured is how far people can move, and that changed a little."
        ),
    ),
    Claim(
        id="heel-pain",
        topic=Topic.BENEFITS,
        text=(
            "Treatment by hand from a therapist may ease pain under the heel for a short time. "
            "Reviews differ on how good the trials are. If the heel is sore to squeeze, numb, or "
            "hurts at night, have it seen first."
        ),
        grade=Grade.B,
        sources=(_POLLACK, _MISCHKE),
    ),
    Claim(
        id="soreness",
        topic=Topic.RUNNERS,
        text=(
            "Massage by someone else after hard exercise may ease soreness for a day or two. "
            "How much differs from review to review, and not all of the studies are strong."
        ),
        grade=Grade.B,
        sources=(_DAVIS, _GUO, _DUPUY),
    ),
    Claim(
        id="after-the-race",
        topic=Topic.RUNNERS,
        text=(
            "After a race of 161 km, runners who had 20 minutes of massage were less sore straight "
            "after it. From the next day to the seventh there was no difference."
        ),
        grade=Grade.B,
        sources=(_HOFFMAN,),
    ),
    Claim(
        id="after-a-triathlon",
        topic=Topic.RUNNERS,
        text=(
            "After an Ironman race, people whose thighs were massaged said that they hurt less and "
            "were less tired than people who sat and rested. Of 100 points it was 7 less for pain "
            "and 15 less for tired legs."
        ),
        grade=Grade.B,
        sources=(_NUNES,),
    ),
    Claim(
        id="performance",
        topic=Topic.RUNNERS,
        text=(
            "It is not shown that massage makes you stronger or faster, or lets you keep going for "
            "longer. A review of 29 trials found no sign of it, and a later one found the same on "
            "the whole."
        ),
        grade=Grade.C,
        sources=(_DAVIS, _DAKIC),
        article=(
            "The article says that runners who have massage train longer and harder, with less "
            "injury. The trials did not find the first, and hardly anyone has studied the second."
        ),
    ),
    Claim(
        id="next-race",
        topic=Topic.RUNNERS,
        text=(
            "It is not shown that massage makes you fit for the next race any sooner. There is "
            "little to back that."
        ),
        grade=Grade.C,
        sources=(_WEERAPONG, _HOFFMAN),
    ),
    Claim(
        id="running-injuries",
        topic=Topic.RUNNERS,
        text=(
            "It is not shown that massage prevents running injuries. There is little research, and "
            "a judgement cannot be built on it."
        ),
        grade=Grade.C,
        sources=(_WEERAPONG,),
    ),
    Claim(
        id="inflammation",
        topic=Topic.RUNNERS,
        text=(
            "It is not shown that massage lowers inflammation so that you would notice. One study "
            "of 11 men saw signals in the muscle change. A review saw small changes in blood tests "
            "over many methods, massage among them."
        ),
        grade=Grade.C,
        sources=(_CRANE, _DUPUY),
        article=(
            "The article says that massage reduces inflammation. "
            "Signals and blood tests are not the same as getting well, so that is not said here."
        ),
    ),
    Claim(
        id="bone-or-injury",
        topic=Topic.RUNNERS,
        text=(
            "Stop and have it seen if one spot on a bone hurts, or if after a twist or fall the "
            "foot cannot carry you four steps. The bone may be cracked or broken. "
            "Do not massage it."
        ),
        grade=Grade.A,
        sources=(_OTTAWA, _METZL, _BARTSCH),
    ),
    Claim(
        id="insulin",
        topic=Topic.DIABETES,
        text=(
            "Never rub a spot where you inject insulin or wear a pump. In nine healthy people, "
            "half an hour of rubbing the place after an injection made insulin in the blood rise "
            "about four-fold, and sugar fell faster. A low sugar can be dangerous."
        ),
        grade=Grade.D,
        sources=(_LINDE_1986, _LINDE_1989, _EZZO),
        article=(
            "The article says to massage the spot just before you inject, as a tip. In the trial "
            "that seems to be behind this, eight people used a vibrator 15 minutes after the "
            "injection. It is no tip: it is a hazard."
        ),
    ),
    Claim(
        id="blood-sugar",
        topic=Topic.DIABETES,
        text=(
            "It is not shown that massage treats diabetes. Some studies saw lower blood sugar. "
            "They are small or weak, and better ones are still needed."
        ),
        grade=Grade.C,
        sources=(_EZZO, _BAYAT),
        article=(
            "The article says that blood sugar may improve with massage. "
            "The evidence for that is very weak, so nothing is promised here."
        ),
    ),
    Claim(
        id="nerves",
        topic=Topic.DIABETES,
        text=(
            "It is not shown that rubbing your feet helps nerves that diabetes has harmed. "
            "Treatment by trained people brought gains for a short time in trials, in balance for "
            "example. The trial on balance left out everyone with a foot ulcer or a misshapen "
            "foot."
        ),
        grade=Grade.C,
        sources=(_HERNANDEZ, _CHATCHAWAN),
        article=(
            "The article says that nerve damage from diabetes may improve. Numb feet do not feel "
            "when a press is too hard, so they need advice first."
        ),
    ),
    Claim(
        id="numb-feet",
        topic=Topic.DIABETES,
        text=(
            "Feet that are numb or have poor blood flow are at risk of sores. On a numb foot you "
            "may not feel that you press too hard, and with poor flow a sore heals slowly. Ask a "
            "podiatrist before any massage."
        ),
        grade=Grade.A,
        sources=(_IWGDF, _NG19),
    ),
    Claim(
        id="hot-foot",
        topic=Topic.DIABETES,
        text=(
            "With diabetes, a foot that turns hot, swollen or a new colour needs medical help the "
            "same day, even if it does not hurt. Stay off it and do not rub it."
        ),
        grade=Grade.A,
        sources=(_DIABETES_UK, _NG19),
    ),
    Claim(
        id="look-every-day",
        topic=Topic.DIABETES,
        text=(
            "With diabetes, look at both feet every day: tops, soles, heels and between the toes. "
            "If you see a change, call your foot team the same day."
        ),
        grade=Grade.A,
        sources=(_DIABETES_UK, _ALLIANCE),
    ),
    Claim(
        id="healthy-check",
        topic=Topic.DIABETES,
        text=(
            "If a foot check in the last 12 months found normal feeling and good blood flow, the "
            "guideline asks for a check each year and nothing else. That gentle massage is then "
            "fine is a judgement; no trial was found that tests it. Answer the questions each time."
        ),
        grade=Grade.B,
        sources=(_IWGDF,),
    ),
    Claim(
        id="clot",
        topic=Topic.RISKS,
        text=(
            "Never massage a leg that may have a blood clot: one calf newly swollen or hard, or "
            "warm and sore. Clots have gone to the lung after a leg massage, and at least one "
            "person died. Get medical advice the same day. With chest pain or trouble breathing, "
            "call your emergency number."
        ),
        grade=Grade.A,
        sources=(_NHS_CLOT, _BARTSCH, _BEHERA, _LIM, _SUTHAM),
        article=(
            "The article says that massage may not be a good idea with a clot. That is too weak. "
            "Here signs of a clot stop everything."
        ),
    ),
    Claim(
        id="hidden-clot",
        topic=Topic.RISKS,
        text=(
            "A clot can be there without anyone knowing. A pregnant woman's heart stopped after a "
            "leg and foot massage; nobody had known of her clot. So there are questions first, "
            "about signs and about the last three months."
        ),
        grade=Grade.B,
        sources=(_SUTHAM,),
    ),
    Claim(
        id="rare-harm",
        topic=Topic.RISKS,
        text=(
            "Serious harm from massage seems to be rare. What was reported includes clots in the "
            "lung, bleeding and harmed nerves. How often it happens to people who rub their own "
            "feet is not known."
        ),
        grade=Grade.B,
        sources=(_ERNST_2003, _YIN),
    ),
    Claim(
        id="sore-after",
        topic=Topic.RISKS,
        text=(
            "Feet can be a little sore after massage. In a survey of 100 people, about one in ten "
            "had a little discomfort. If pain lasts for over three days, have it seen."
        ),
        grade=Grade.B,
        sources=(_CAMBRON,),
    ),
    Claim(
        id="wounds-and-breaks",
        topic=Topic.RISKS,
        text=(
            "Do not massage open skin or a broken bone. Asked about foam rolling, experts agreed "
            "on these two as reasons not to do it at all. Nearly all of them were wary of a blood "
            "clot too, and here any sign of one stops everything."
        ),
        grade=Grade.A,
        sources=(_BARTSCH, _MAYO, _NCCIH),
    ),
    Claim(
        id="infection",
        topic=Topic.RISKS,
        text=(
            "Do not massage skin that may be infected: warm, swollen, painful, redder or darker "
            "than usual. Get medical advice the same day."
        ),
        grade=Grade.A,
        sources=(_NCCIH, _NHS_CELLULITIS),
    ),
    Claim(
        id="bleeding",
        topic=Topic.RISKS,
        text=(
            "If you take a blood thinner or bleed easily, avoid hard massage. "
            "With a bleeding disorder, ask a doctor first."
        ),
        grade=Grade.A,
        sources=(_NCCIH, _MAYO),
    ),
    Claim(
        id="weak-bones",
        topic=Topic.RISKS,
        text=(
            "Do not massage over weak bones: thin ones that break with little force, or bones with "
            "cancer in them. Ask your doctor first."
        ),
        grade=Grade.A,
        sources=(_NCCIH, _MAYO),
        article=(
            "The article says that massage may not be a good idea with severe osteoporosis. "
            "Here you are asked to see someone first."
        ),
    ),
    Claim(
        id="pregnancy",
        topic=Topic.RISKS,
        text=(
            "Trials of massage from the twelfth week of pregnancy on report only minor, short "
            "side effects. Clots are more likely in pregnancy, though, and some doctors would "
            "rule one out first. Leave the calves alone, and ask your midwife or doctor."
        ),
        grade=Grade.B,
        sources=(_MUELLER, _SUTHAM),
    ),
    Claim(
        id="lists-differ",
        topic=Topic.RISKS,
        text=(
            "Lists of who should not have massage do not agree. One review of 21 such lists found "
            "from 3 to 86 reasons in each, and most lists gave no reference."
        ),
        grade=Grade.A,
        sources=(_BATAVIA,),
    ),
    Claim(
        id="fire",
        topic=Topic.RISKS,
        text=(
            "Cloth with cream or oil in it can burn fast, whatever the cream is made of. Keep "
            "towels and socks away from flames, and wash them hot."
        ),
        grade=Grade.A,
        sources=(_MHRA,),
    ),
    Claim(
        id="toxins",
        topic=Topic.MYTHS,
        text=(
            "Some say that massage flushes toxins out of the body. No study was found that shows "
            "it. Lactic acid is often meant. When 12 people had a forearm rubbed after a hard "
            "grip, less of it left the muscle than at rest, not more."
        ),
        grade=Grade.C,
        sources=(_WILTSHIRE, _DAKIC),
    ),
    Claim(
        id="water",
        topic=Topic.MYTHS,
        text=(
            "Some say that you must drink extra water after a massage, to wash out what it has "
            "set free. No study was found that shows this. In one test, rubbing let less lactic "
            "acid out of the muscle, not more. Drink when you are thirsty."
        ),
        grade=Grade.C,
        sources=(_WILTSHIRE,),
    ),
    Claim(
        id="circulation",
        topic=Topic.MYTHS,
        text=(
            "Some say that massage improves your circulation. A review found no change in the "
            "blood flow of muscle. In one study of 13 men, rubbing did bring more blood to the "
            "skin above it."
        ),
        grade=Grade.C,
        sources=(_DAKIC, _WILTSHIRE, _HINDS),
        article=(
            "The article says that foot massage improves blood circulation, and that gliding "
            "enhances blood flow. In tests the muscle got no more blood, and once it got less."
        ),
    ),
    Claim(
        id="adhesions",
        topic=Topic.MYTHS,
        text=(
            "Some say that massage breaks up scar tissue or adhesions. By one model, it would take "
            "a force far beyond the normal to squeeze the tough band under the foot by just one "
            "percent. Not all experts accept that model."
        ),
        grade=Grade.D,
        sources=(_CHAUDHRY,),
        article=(
            "The article says that massage removes adhesions. "
            "What is known of the force that it would take speaks against that."
        ),
    ),
    Claim(
        id="reflexology",
        topic=Topic.MYTHS,
        text=(
            "Some say that reflexology treats disease by way of points on the foot. Two reviews, "
            "of 18 and 23 trials, found no convincing evidence that it treats any illness."
        ),
        grade=Grade.C,
        sources=(_ERNST_2009, _ERNST_2011),
        article=(
            "The article says that there is zero evidence for it. That is a shade too strong: "
            "eight of the 23 trials did suggest an effect, though with doubts about them."
        ),
    ),
    Claim(
        id="cancer",
        topic=Topic.MYTHS,
        text=(
            "Some say that myofascial release treats cancer. Nothing was found that shows it. "
            "The American Cancer Society sees little proof even that it eases pain, and warns of "
            "using it in place of treatment."
        ),
        grade=Grade.C,
        sources=(_ACS,),
    ),
    Claim(
        id="insulin-tip",
        topic=Topic.MYTHS,
        text=(
            "Some say that rubbing the spot helps insulin to work. It can bring the insulin into "
            "the blood too fast, and sugar may then fall too low. "
            "Never rub an injection or pump site."
        ),
        grade=Grade.D,
        sources=(_LINDE_1986, _LINDE_1989),
    ),
)
"""In the order of telling."""
