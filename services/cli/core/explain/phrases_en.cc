// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/explain/phrases.h"

namespace utvalg::cli {

const Phrases kEnglishPhrases = {
    .tag = "en",
    .found = {"", "found", "partly", "not found", "below what is asked"},
    .section = {"other",           "top of the CV",  "summary",
                "work experience", "education",      "skills",
                "languages",       "certificates",   "courses",
                "licences",        "projects",       "publications",
                "awards",          "voluntary work", "positions of trust",
                "interests",       "references",     "personal details",
                "other",           "letter"},
    .place = "page % line %",
    .must = "required",
    .nice = "desired",
    .decimal = '.',
    .explanation = "Why this score",
    .job = "Job",
    .application = "Application",
    .score = "Score",
    .confidence = "Confidence",
    .weight = "weight % per cent",
    .reading =
        "The score is the weighted mean of the criteria, from 0 to 1. Confidence says how much of "
        "the "
        "CV could be read and how much of the job it speaks to. “Not found” means that the CV says "
        "nothing about it, not that the applicant lacks it. The order is a help in reading; a "
        "person "
        "decides.",
    .nothing_said = "The CV says nothing about this.",
    .nearest = "Nearest in the CV:",
    .digests = "Digests for replay",
    .digest_names = {"Generation", "Model", "Scoring rules", "Calibration", "Job", "CV"},
    .letter = "How your application was handled",
    .letter_asked =
        "You applied for the position “%”. We use a computer program, Utvalg, as a help when we "
        "read "
        "applications. Such programs count as high-risk systems under the EU’s Artificial "
        "Intelligence Act, and Article 86 gives you the right to a clear explanation of the part "
        "the "
        "program played and of what it gave weight to.",
    .role = "The role of the program",
    .role_text =
        {"The program read your CV, compared it with what the advertisement requires and wishes "
         "for, "
         "and proposed an order in which to read the applications. For each requirement it showed "
         "us "
         "where in the CV it found something.",
         "The program cannot turn an application down and cannot invite anybody. Every application "
         "is open to those who hire, also those far down the order. Your score depends on your own "
         "CV and the advertisement only, not on the other applicants.",
         "The same CV always gets the same score. We can compute it again and check that it is "
         "right."},
    .elements = "What the program gave weight to",
    .elements_text =
        "Your CV got the score % on a scale from 0 to 1. The list shows each criterion, how much "
        "it "
        "counts, and what the program found in your CV. Names and other personal details are taken "
        "out of the quotes, as they were when the CV was compared with the advertisement.",
    .elements_not_found =
        "“Not found” means that the program found nothing about it in the CV. It does not mean "
        "that "
        "you lack it. If you have it all the same, you can tell us.",
    .not_used = "What the program did not use",
    .not_used_text =
        "Name, sex, age and date of birth, address, nationality, family, health, religion, "
        "political "
        "views, union membership and photograph were taken out before the comparison. Text that "
        "cannot "
        "be seen on the page was not used either.",
    .who_decides = "Who decides",
    .decided_open =
        "No decision about your application has been taken yet. When it is, a person here takes "
        "it.",
    .decided_taken = "Your application has been % (%). The decision was taken by a person here.",
    .decides_text =
        "Whoever decides has access to your whole application and may depart from the order. "
        "Whoever "
        "decides has to give the reasons in words of their own.",
    .decided_as = {"", "received", "opened for review", "taken further", "chosen for an interview",
                   "chosen for an offer", "accepted, and you are hired", "declined", "withdrawn",
                   "erased"},
    .grounds = "The reasons given were:",
    .rights = "What you can do",
    .rights_items =
        {"ask that a person looks at your application again, and say what you think",
         "ask to see what we hold about you, have mistakes corrected or have it erased",
         "complain to the data protection authority (Datatilsynet) if you think that we "
         "do not handle your data lawfully",
         "ask the Equality and Anti-Discrimination Ombud for advice, or complain to the "
         "Anti-Discrimination Tribunal, if you think that you were discriminated "
         "against"},
    .signature = "For the employer (name, position, telephone)",
    .date = "Date",
    .guide = "Interview guide",
    .guide_use =
        "The questions are about what the CV does not answer, or answers in part. Ask the same "
        "open "
        "questions of every applicant for whom the same criterion is open, and note the answer "
        "before "
        "you judge it. That something is not in the CV is not an answer.",
    .guide_never =
        "Do not ask about pregnancy, plans to have children, religion or belief, ethnicity, "
        "disability, sexual orientation, gender identity or gender expression (Norwegian Equality "
        "and "
        "Anti-Discrimination Act, section 30), nor about political views or union membership "
        "(Working "
        "Environment Act, section 13-4).",
    .to_ask = "To ask about",
    .nothing_open = "The CV answers every criterion. No question is open.",
    .ask = "Ask",
    .notes = "Notes",
    .already_shown = "Already shown in the CV",
    .open_question =
        {"Can you give an example from work, education or a position of trust that says something "
         "about this?",
         "Which of the tasks of this job have you had before, and what were you responsible for?",
         "Can you tell us about a task in which you used this, and what you did yourself?",
         "Where have you worked with this, for how long, and what was the work?",
         "Which education do you have that is relevant to this requirement, and is it completed?",
         "When do you use this language, and how would you describe your level in speech and "
         "writing?",
         "Do you hold this authorisation or certificate, or are you about to get it?",
         "Which classes of driving licence do you hold today?",
         "How do the place of work and the travelling in this job suit you?",
         "Can you give an example from work, education or a position of trust that says something "
         "about this?"},
    .contradicted_question =
        {"What can you tell us about this beyond what is in the CV?",
         "What have you done that comes closest to the tasks of this job?",
         "What can you tell us about this beyond what is in the CV?",
         "Do you have other experience of this than the CV mentions? Where, and for how long?",
         "Have you completed or begun other education than the CV mentions? What else have you "
         "learned that is relevant?",
         "How would you describe your level today, in speech and writing, and when do you use the "
         "language?",
         "Is the authorisation or certificate still valid, or do you hold another that covers the "
         "requirement?",
         "Do you hold other classes of driving licence than the CV mentions, or are you about to "
         "take them?",
         "How do the place of work and the travelling in this job suit you?",
         "What can you tell us about this beyond what is in the CV?"},
    .closing = "To close",
    .closing_text =
        "Is there anything in the CV that we have misunderstood, or anything you would like to add "
        "about what the job asks?",
    .personal_data = "Holds personal data. Keep it and delete it with the application.",
};

const Phrases& PhrasesIn(Language language) {
  switch (language) {
    case Language::kBokmal:
      return kBokmalPhrases;
    case Language::kNynorsk:
      return kNynorskPhrases;
    default:
      return kEnglishPhrases;
  }
}

}  // namespace utvalg::cli
