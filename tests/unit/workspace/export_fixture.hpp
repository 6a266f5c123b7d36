// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the tests of exported files share: data, a folder, another reader.

#include "support/square_france.hpp"
#include "workspace/export_results.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace maillage::workspace {

namespace fs = std::filesystem;

inline const Date kToday = make_date(2025, 1, 15);

/// Loiret: 60 of 84 covered, 45003 masked (so its EPCI may stand in any class); 41 covered not at
/// all, 77 published with nobody, 974 wholly covered, and without an outline 45004.
inline DatasetPtr paper() {
    test::DatasetBuilder b;
    b.region("24").region("11").region("04");
    b.department("45", "24").department("41", "24").department("77", "11");
    b.department("974", "04");
    b.commune("45001", {"200000001"}).commune("45002", {"200000001"});
    b.commune("45003", {"200000002"}).commune("45004", {"200000002"}).commune("41001");
    b.commune("77001").commune("97401");
    b.count("45001", 60).count("45002", 20).masked("45003", 1, 4).count("41001", 15);
    b.count("77001", 0).count("97401", 3).count("45004", 2);
    test::ContractSpec money{"=signed", {"45001"}};
    money.details = {{"montant_etat", "150 000,50 €"}, {"montant_collectivite", "?"}};
    money.ends_on = "2026-12-31";
    b.contract(money).contract({"again", {"45001", "45003"}}).contract({"island", {"97401"}});
    test::ContractSpec planned{"planned", {"45002"}};
    planned.status = ContractStatus::kNegociation;
    b.contract(planned);
    b.target("45", 2024, {80, 100});
    auto dataset = std::make_shared<Dataset>(*b.build());
    const auto squares = test::square_france();
    dataset->outlines = squares.outlines;
    dataset->ledger = squares.ledger;
    return dataset;
}

inline std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class Export : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("maillage-export-" + std::to_string(::getpid()));
        fs::remove_all(folder);
        fs::create_directories(folder);
        GDALAllRegister();
    }
    void TearDown() override { fs::remove_all(folder); }

    Result<ExportAnswer> write(const std::string& name, const carto::Focus& focus = {},
                               const DatasetPtr& dataset = paper()) const {
        ExportOrder order;
        order.coverage.date = make_date(2024, 12, 31);
        order.focus = focus;
        order.path = folder / name;
        order.audit = {"contrôlé"};
        order.version = "9.9";
        return export_results(dataset, order, kToday, {});
    }

    fs::path folder;
};

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Opened = std::unique_ptr<GDALDataset, CloseDataset>;
inline Opened open_vector(const fs::path& path) {
    return Opened(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr));
}

}  // namespace maillage::workspace
