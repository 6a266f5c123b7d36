// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/contract_form.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "ui/panels/figures.hpp"
#include "ui/panels/list_drawing.hpp"
#include "workspace/contract_register.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using workspace::ContractFields;
using workspace::FieldProblem;

// Layout pixels.
constexpr double kLabelWidth = 138;
constexpr double kFieldHeight = 30;
constexpr double kActionsHeight = 76;

/// A word of a closed list and what people call it.
struct ListWord {
    std::string text;
    MessageId word;
};

template <typename Value>
void add_words(std::vector<ListWord>& words, std::initializer_list<Value> values,
               std::string_view (*text)(Value), MessageId (*word)(Value)) {
    for (const auto value : values) {
        words.push_back({std::string(text(value)), word(value)});
    }
}

/// The words a column may hold, stages in their order; none for free text.
std::vector<ListWord> list_of(std::string_view column) {
    std::vector<ListWord> words;
    if (column == "niveau") {
        add_words(words,
                  {ContractLevel::kCommune, ContractLevel::kCommunes, ContractLevel::kEpt,
                   ContractLevel::kEpci, ContractLevel::kDepartment, ContractLevel::kRegion},
                  contract_level_text, level_word);
    } else if (column == "type") {
        add_words(words,
                  {ContractKind::kCtai, ContractKind::kContratDeVille, ContractKind::kPartenariat},
                  contract_kind_text, kind_word);
    } else if (column == "statut") {
        add_words(
            words,
            {ContractStatus::kEnvisage, ContractStatus::kContact, ContractStatus::kNegociation,
             ContractStatus::kSigne, ContractStatus::kRefuse, ContractStatus::kAbandonne},
            contract_status_text, status_word);
    } else if (column == "bilan") {
        words = {{"complet", planning::kFormComplete},
                 {"partiel", planning::kFormPartial},
                 {"absent", planning::kFormAbsent}};
    } else if (column == "competence_logement" || column == "renouvellement") {
        words = {{"oui", planning::kFormYes}, {"non", planning::kFormNo}};
    }
    return words;
}

bool is_required(std::string_view column) {
    constexpr auto kRequired =
        std::to_array<std::string_view>({"id", "nom", "niveau", "perimetre", "type", "statut"});
    return std::find(kRequired.begin(), kRequired.end(), column) != kRequired.end();
}

std::optional<MessageId> hint_of(std::string_view column) {
    if (column == "perimetre") {
        return planning::kFormHintPlaces;
    }
    if (column.starts_with("date_") || column == "echeance") {
        return planning::kFormHintDate;
    }
    if (column.starts_with("montant_") || column == "cofinancements") {
        return planning::kFormHintEuros;
    }
    if (column == "part_coordonnateur" || column == "probabilite") {
        return planning::kFormHintShare;
    }
    return column == "axes" ? std::optional(planning::kFormHintAxes) : std::nullopt;
}

/// Title of the block that begins with a column.
std::optional<MessageId> block_before(std::string_view column) {
    if (column == "id") {
        return planning::kFormGroupContract;
    }
    if (column == "date_signature") {
        return planning::kFormGroupSignature;
    }
    if (column == "montant_etat") {
        return planning::kFormGroupMoney;
    }
    return column == "probabilite" ? std::optional(planning::kFormGroupFollow) : std::nullopt;
}

bool is_taken(const workspace::Snapshot& snapshot, const std::string& id) {
    return workspace::is_contract_id(id, snapshot.document->contracts, *snapshot.results->dataset);
}

std::string id_for(const workspace::Snapshot& snapshot, const std::string& name) {
    return workspace::free_contract_id(name, snapshot.document->contracts,
                                       *snapshot.results->dataset);
}

const ContractFields* row_of(const workspace::Snapshot& snapshot, const std::string& id) {
    for (const auto& row : snapshot.document->contracts.rows) {
        if (row.at("id") == id) {
            return &row;
        }
    }
    return nullptr;
}

void check(ContractFormState& state, const workspace::Snapshot& snapshot) {
    state.problems = workspace::check_fields(state.fields, snapshot.results->dataset->territories);
    const auto id = std::string(trim(state.fields.at("id")));
    if (state.id.empty() && !id.empty() && is_taken(snapshot, id)) {
        state.problems.push_back({"id", {planning::kFieldTaken}});
    }
}

void start(ContractFormState& state, const workspace::Snapshot& snapshot, std::string id,
           ContractFields before) {
    state = {};
    state.open = true;
    state.first_frame = true;
    state.id = std::move(id);
    state.before = std::move(before);
    state.fields = state.before;
    for (const auto column : workspace::register_columns()) {
        state.fields.try_emplace(std::string(column));
    }
    check(state, snapshot);
}

/// A drop-down; Tab goes from text to text and passes over it.
void draw_list(const PanelContext& context, ContractFormState& state, const std::string& column,
               const std::vector<ListWord>& list, const std::string& id, double width) {
    const auto& look = context.look;
    const bool blank = !is_required(column);
    std::vector<std::string> words;
    if (blank) {
        words.push_back(context.text(planning::kFormBlank));
    }
    const auto now = std::string(trim(state.fields.at(column)));
    int chosen = blank && now.empty() ? 0 : -1;
    for (const auto& one : list) {
        if (one.text == now) {
            chosen = static_cast<int>(words.size());
        }
        words.push_back(context.text(one.word));
    }
    const std::vector<std::string_view> labels(words.begin(), words.end());
    const auto picked = choice(look, labels, chosen, id.c_str(), width);
    state.has_keyboard |=
        ImGui::IsItemFocused() || ImGui::IsPopupOpen(("###" + id + "/list").c_str());
    if (picked) {
        const auto at = static_cast<std::size_t>(*picked) - (blank ? 1U : 0U);
        set_field(state, context.snapshot, column,
                  blank && *picked == 0 ? std::string() : list.at(at).text);
    }
}

/// \returns whether Enter was pressed in it.
bool draw_text(const PanelContext& context, ContractFormState& state, const std::string& column,
               const std::string& id, float width) {
    const auto& look = context.look;
    const auto hint = hint_of(column);
    auto text = state.fields.at(column);
    const float padding = (look.px(kFieldHeight) - look.fonts.text->FontSize) / 2;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(look.px(11), padding));
    const bool entered = input_line(look, id.c_str(), hint ? context.text(*hint) : std::string(),
                                    text, width, ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::PopStyleVar();
    state.has_keyboard |= ImGui::IsItemFocused() || ImGui::IsItemActive();
    if (text != state.fields.at(column)) {
        set_field(state, context.snapshot, column, std::move(text));
    }
    return entered;
}

void draw_problem(const PanelContext& context, const ContractFormState& state,
                  const std::string& column) {
    const auto& look = context.look;
    const auto found = std::find_if(state.problems.begin(), state.problems.end(),
                                    [&](const FieldProblem& one) { return one.column == column; });
    if (found == state.problems.end()) {
        return;
    }
    // What was not filled in yet is no mistake.
    const bool waiting = trim(state.fields.at(column)).empty() && !state.typed.contains(column);
    ImGui::Indent(look.px(kLabelWidth));
    paragraph(look, render(found->problem, context.language),
              waiting ? look.colors.secondary : look.colors.warning, look.fonts.small);
    note_item(look, "form/problem/" + column, render(found->problem, context.language));
    ImGui::Unindent(look.px(kLabelWidth));
    gap(look, 3);
}

/// \returns whether Enter was pressed in it.
bool draw_field(const PanelContext& context, ContractFormState& state, std::string_view name) {
    const auto& look = context.look;
    const std::string column(name);
    const auto id = "form/" + column;
    const auto at = ImGui::GetCursorScreenPos();
    const auto left = ImGui::GetCursorPosX();
    cell(look.fonts.small, look.colors.secondary, at.x,
         at.y + (look.px(kFieldHeight) - look.fonts.small->FontSize) / 2, look.px(kLabelWidth - 8),
         context.text(workspace::column_title(name)));
    ImGui::SetCursorPosX(left + look.px(kLabelWidth));
    const float width = ImGui::GetContentRegionAvail().x - look.px(2);
    bool entered = false;
    if (column == "id" && !state.id.empty()) {
        cell(look.fonts.text, look.colors.ink, at.x + look.px(kLabelWidth),
             at.y + (look.px(kFieldHeight) - look.fonts.text->FontSize) / 2, width, state.id);
        ImGui::Dummy({1, look.px(kFieldHeight)});
    } else if (const auto list = list_of(name); !list.empty()) {
        draw_list(context, state, column, list, id, static_cast<double>(width) / look.scale);
    } else {
        if (column == "nom" && state.first_frame) {
            ImGui::SetKeyboardFocusHere();
            state.first_frame = false;
        }
        entered = draw_text(context, state, column, id, width);
    }
    gap(look, 4);
    draw_problem(context, state, column);
    return entered;
}

void draw_actions(const PanelContext& context, ContractFormState& state, bool entered,
                  CommandSink& sink) {
    const auto& look = context.look;
    rule(look);
    gap(look, 4);
    const auto wrong = static_cast<std::int64_t>(state.problems.size());
    secondary(look, wrong > 0 ? context.text(planning::kFormProblems, {wrong}) : std::string(" "));
    const bool ready = can_save(state);
    if (button(look, context.text(planning::kFormSave), "form/save", ButtonKind::kPrimary, {},
               ready) ||
        (entered && ready)) {
        sink(command::SetContracts{{changed_fields(state)}});
        state.open = false;
    }
    ImGui::SameLine();
    if (button(look, context.text(screen::kPaneCancel), "form/cancel", ButtonKind::kPlain)) {
        state.open = false;
    }
    if (!state.id.empty() && row_of(context.snapshot, state.id) != nullptr) {
        ImGui::SameLine();
        if (button(look, context.text(planning::kFormRestore), "form/restore",
                   ButtonKind::kQuiet)) {
            sink(command::DropContract{state.id});
            state.open = false;
        }
        tooltip(look, context.text(planning::kFormRestoreHelp));
    }
}

}  // namespace

void open_form(ContractFormState& state, const workspace::Snapshot& snapshot,
               const Contract& contract) {
    const auto* row = row_of(snapshot, contract.id);
    start(state, snapshot, contract.id,
          row != nullptr ? *row
                         : workspace::fields_of(contract, snapshot.results->dataset->territories));
}

void open_new_form(ContractFormState& state, const workspace::Snapshot& snapshot) {
    start(state, snapshot, {}, {});
    state.fields["type"] = contract_kind_text(ContractKind::kCtai);
    state.fields["statut"] = contract_status_text(ContractStatus::kEnvisage);
    check(state, snapshot);
}

void set_field(ContractFormState& state, const workspace::Snapshot& snapshot,
               std::string_view column, std::string text) {
    state.fields[std::string(column)] = std::move(text);
    state.typed.emplace(column);
    if (state.id.empty() && column == "nom" && !state.typed.contains("id")) {
        state.fields["id"] = id_for(snapshot, state.fields["nom"]);
    }
    check(state, snapshot);
}

workspace::ContractFields changed_fields(const ContractFormState& state) {
    ContractFields changed;
    for (const auto& [column, text] : state.fields) {
        const auto old = state.before.find(column);
        const auto was = old == state.before.end() ? std::string_view() : trim(old->second);
        if (trim(text) != was || column == "id") {
            changed.emplace(column, trim(text));
        }
    }
    return changed;
}

bool can_save(const ContractFormState& state) {
    return state.problems.empty() && changed_fields(state).size() > 1;
}

void draw_form(const PanelContext& context, ContractFormState& state, CommandSink& sink) {
    const auto& look = context.look;
    paragraph(look, context.text(state.id.empty() ? planning::kFormNew : planning::kFormEditTitle),
              look.colors.ink, look.fonts.title);
    gap(look, 4);
    state.has_keyboard = false;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(look.px(8), 0));
    ImGui::BeginChild("###form/body",
                      {0, ImGui::GetContentRegionAvail().y - look.px(kActionsHeight)});
    bool entered = false;
    for (const auto column : workspace::register_columns()) {
        if (const auto title = block_before(column)) {
            gap(look, 8);
            block_title(look, context.text(*title));
            rule(look);
            gap(look, 6);
        }
        entered = draw_field(context, state, column) || entered;
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    draw_actions(context, state, entered, sink);
}

}  // namespace maillage::ui
