# SPDX-License-Identifier: Apache-2.0
# `cmake --install` and `cpack -G DEB`: program, data, shaders, desktop entry, icon, completion.
# The program finds its data beside itself (../share/maillage), wherever the prefix is.

install(TARGETS maillage maillage-viewer RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(
    DIRECTORY data
    DESTINATION ${CMAKE_INSTALL_DATADIR}/maillage
    PATTERN pictures EXCLUDE
)
install(
    DIRECTORY ${PROJECT_BINARY_DIR}/share/maillage/geometry
    DESTINATION ${CMAKE_INSTALL_DATADIR}/maillage
)
install(DIRECTORY shaders DESTINATION ${CMAKE_INSTALL_DATADIR}/maillage)
install(
    FILES scripts/packaging/maillage.desktop
    DESTINATION ${CMAKE_INSTALL_DATADIR}/applications
)
install(
    FILES scripts/packaging/maillage.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps
)
install(
    FILES scripts/packaging/maillage.bash-completion
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
    RENAME maillage
)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME maillage)
set(CPACK_PACKAGE_VENDOR "Maillage")
set(CPACK_PACKAGE_CONTACT "Maillage developers <maillage@localhost.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Cairo and Pango come with the libraries above; the maps' fonts are found by name when it runs.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-lato, fonts-dejavu-core")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
