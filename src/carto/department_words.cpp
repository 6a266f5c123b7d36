// SPDX-License-Identifier: Apache-2.0
#include "carto/department_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace maillage::carto {
namespace {

/// What stands between "préfet" and the name: official usage, "d’Eure-et-Loir" but "de l’Ain".
enum class Article : std::uint8_t { kDe, kD, kDu, kDeLa, kDeL, kDes };

struct Words {
    std::string_view code;
    Article article;
    std::string_view seat;
};

// Seats: code officiel géographique 2024 (INSEE), column chef_lieu.
constexpr std::array kWords = std::to_array<Words>({
    {"01", Article::kDeL, "01053"},    // Ain
    {"02", Article::kDeL, "02408"},    // Aisne
    {"03", Article::kDeL, "03190"},    // Allier
    {"04", Article::kDes, "04070"},    // Alpes-de-Haute-Provence
    {"05", Article::kDes, "05061"},    // Hautes-Alpes
    {"06", Article::kDes, "06088"},    // Alpes-Maritimes
    {"07", Article::kDeL, "07186"},    // Ardèche
    {"08", Article::kDes, "08105"},    // Ardennes
    {"09", Article::kDeL, "09122"},    // Ariège
    {"10", Article::kDeL, "10387"},    // Aube
    {"11", Article::kDeL, "11069"},    // Aude
    {"12", Article::kDeL, "12202"},    // Aveyron
    {"13", Article::kDes, "13055"},    // Bouches-du-Rhône
    {"14", Article::kDu, "14118"},     // Calvados
    {"15", Article::kDu, "15014"},     // Cantal
    {"16", Article::kDeLa, "16015"},   // Charente
    {"17", Article::kDeLa, "17300"},   // Charente-Maritime
    {"18", Article::kDu, "18033"},     // Cher
    {"19", Article::kDeLa, "19272"},   // Corrèze
    {"21", Article::kDeLa, "21231"},   // Côte-d'Or
    {"22", Article::kDes, "22278"},    // Côtes-d'Armor
    {"23", Article::kDeLa, "23096"},   // Creuse
    {"24", Article::kDeLa, "24322"},   // Dordogne
    {"25", Article::kDu, "25056"},     // Doubs
    {"26", Article::kDeLa, "26362"},   // Drôme
    {"27", Article::kDeL, "27229"},    // Eure
    {"28", Article::kD, "28085"},      // Eure-et-Loir
    {"29", Article::kDu, "29232"},     // Finistère
    {"2A", Article::kDe, "2A004"},     // Corse-du-Sud
    {"2B", Article::kDeLa, "2B033"},   // Haute-Corse
    {"30", Article::kDu, "30189"},     // Gard
    {"31", Article::kDeLa, "31555"},   // Haute-Garonne
    {"32", Article::kDu, "32013"},     // Gers
    {"33", Article::kDeLa, "33063"},   // Gironde
    {"34", Article::kDeL, "34172"},    // Hérault
    {"35", Article::kD, "35238"},      // Ille-et-Vilaine
    {"36", Article::kDeL, "36044"},    // Indre
    {"37", Article::kD, "37261"},      // Indre-et-Loire
    {"38", Article::kDeL, "38185"},    // Isère
    {"39", Article::kDu, "39300"},     // Jura
    {"40", Article::kDes, "40192"},    // Landes
    {"41", Article::kDe, "41018"},     // Loir-et-Cher
    {"42", Article::kDeLa, "42218"},   // Loire
    {"43", Article::kDeLa, "43157"},   // Haute-Loire
    {"44", Article::kDeLa, "44109"},   // Loire-Atlantique
    {"45", Article::kDu, "45234"},     // Loiret
    {"46", Article::kDu, "46042"},     // Lot
    {"47", Article::kDe, "47001"},     // Lot-et-Garonne
    {"48", Article::kDeLa, "48095"},   // Lozère
    {"49", Article::kDe, "49007"},     // Maine-et-Loire
    {"50", Article::kDeLa, "50502"},   // Manche
    {"51", Article::kDeLa, "51108"},   // Marne
    {"52", Article::kDeLa, "52121"},   // Haute-Marne
    {"53", Article::kDeLa, "53130"},   // Mayenne
    {"54", Article::kDe, "54395"},     // Meurthe-et-Moselle
    {"55", Article::kDeLa, "55029"},   // Meuse
    {"56", Article::kDu, "56260"},     // Morbihan
    {"57", Article::kDeLa, "57463"},   // Moselle
    {"58", Article::kDeLa, "58194"},   // Nièvre
    {"59", Article::kDu, "59350"},     // Nord
    {"60", Article::kDeL, "60057"},    // Oise
    {"61", Article::kDeL, "61001"},    // Orne
    {"62", Article::kDu, "62041"},     // Pas-de-Calais
    {"63", Article::kDu, "63113"},     // Puy-de-Dôme
    {"64", Article::kDes, "64445"},    // Pyrénées-Atlantiques
    {"65", Article::kDes, "65440"},    // Hautes-Pyrénées
    {"66", Article::kDes, "66136"},    // Pyrénées-Orientales
    {"67", Article::kDu, "67482"},     // Bas-Rhin
    {"68", Article::kDu, "68066"},     // Haut-Rhin
    {"69", Article::kDu, "69123"},     // Rhône
    {"70", Article::kDeLa, "70550"},   // Haute-Saône
    {"71", Article::kDe, "71270"},     // Saône-et-Loire
    {"72", Article::kDeLa, "72181"},   // Sarthe
    {"73", Article::kDeLa, "73065"},   // Savoie
    {"74", Article::kDeLa, "74010"},   // Haute-Savoie
    {"75", Article::kDe, "75056"},     // Paris
    {"76", Article::kDeLa, "76540"},   // Seine-Maritime
    {"77", Article::kDe, "77288"},     // Seine-et-Marne
    {"78", Article::kDes, "78646"},    // Yvelines
    {"79", Article::kDes, "79191"},    // Deux-Sèvres
    {"80", Article::kDeLa, "80021"},   // Somme
    {"81", Article::kDu, "81004"},     // Tarn
    {"82", Article::kDe, "82121"},     // Tarn-et-Garonne
    {"83", Article::kDu, "83137"},     // Var
    {"84", Article::kDe, "84007"},     // Vaucluse
    {"85", Article::kDeLa, "85191"},   // Vendée
    {"86", Article::kDeLa, "86194"},   // Vienne
    {"87", Article::kDeLa, "87085"},   // Haute-Vienne
    {"88", Article::kDes, "88160"},    // Vosges
    {"89", Article::kDeL, "89024"},    // Yonne
    {"90", Article::kDu, "90010"},     // Territoire de Belfort
    {"91", Article::kDeL, "91228"},    // Essonne
    {"92", Article::kDes, "92050"},    // Hauts-de-Seine
    {"93", Article::kDeLa, "93008"},   // Seine-Saint-Denis
    {"94", Article::kDu, "94028"},     // Val-de-Marne
    {"95", Article::kDu, "95500"},     // Val-d'Oise
    {"971", Article::kDeLa, "97105"},  // Guadeloupe
    {"972", Article::kDeLa, "97209"},  // Martinique
    {"973", Article::kDeLa, "97302"},  // Guyane
    {"974", Article::kDe, "97411"},    // La Réunion
    {"976", Article::kDe, "97611"},    // Mayotte
});

const Words* find(DepartmentCode code) {
    const auto* const found = std::lower_bound(
        kWords.begin(), kWords.end(), code.text(),
        [](const Words& words, std::string_view text) { return words.code < text; });
    return found != kWords.end() && found->code == code.text() ? &*found : nullptr;
}

}  // namespace

std::string typographic(std::string_view name) {
    std::string result;
    bool quoted = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] == '"' || name.substr(i, 2) == "''") {
            quoted = !quoted;
            result += quoted ? "«\u00A0" : "\u00A0»";
            i += name[i] == '"' ? 0U : 1U;
        } else {
            result += name[i] == '\'' ? std::string("’") : std::string(1, name[i]);
        }
    }
    return result;
}

std::string of_department(DepartmentCode code, std::string_view name) {
    const auto* words = find(code);
    const std::string shown = typographic(name);
    switch (words == nullptr ? Article::kDe : words->article) {
        case Article::kDu:
            return "du " + shown;
        case Article::kDeLa:
            return "de la " + shown;
        case Article::kDeL:
            return "de l’" + shown;
        case Article::kD:
            return "d’" + shown;
        case Article::kDes:
            return "des " + shown;
        case Article::kDe:
            break;
    }
    return "de " + shown;
}

bool is_inner_ring(DepartmentCode code) {
    const auto text = code.text();
    return text == "75" || text == "92" || text == "93" || text == "94";
}

std::optional<CommuneCode> seat_of(DepartmentCode code) {
    const auto* words = find(code);
    return words == nullptr ? std::nullopt : CommuneCode::parse(words->seat);
}

}  // namespace maillage::carto
